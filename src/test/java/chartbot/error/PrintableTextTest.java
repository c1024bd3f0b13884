package chartbot.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTextTest {

  /** What terminals, browsers and Git obey; written from the standards, not from the code. */
  private static boolean obeyed(int c) {
    boolean control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
    boolean separator = c == 0x2028 || c == 0x2029;
    boolean bidi =
        c == 0x61c
            || c == 0x200e
            || c == 0x200f
            || (c >= 0x202a && c <= 0x202e)
            || (c >= 0x2066 && c <= 0x2069);
    boolean unseen = c == 0x200b || c == 0x2060 || c == 0xfeff || (c >= 0xe0001 && c <= 0xe007f);
    boolean alone = c >= 0xd800 && c <= 0xdfff;
    return control || separator || bidi || (unseen && Character.isDefined(c)) || alone;
  }

  @Test
  void noCodePointThatIsObeyedGetsThrough() {
    IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .forEach(
            codePoint -> {
              String foreign = "a" + Character.toString(codePoint) + "b";
              String line = PrintableText.line(foreign);
              assertThat(line.codePoints().noneMatch(PrintableTextTest::obeyed))
                  .as("U+%04X becomes %s", codePoint, line)
                  .isTrue();
              if (obeyed(codePoint)) {
                assertThat(line).matches("a\\\\(u[0-9a-f]{4}(\\\\u[0-9a-f]{4})?|[nrt])b");
              }
            });
  }

  @Test
  void letterMarksSignsAndJoinersStayAsTheyAre() {
    String text =
        "Jürgen Größe naïve 日本語 \uD83D\uDC69\u200D\uD83D\uDCBB שלום क्\u200Dष a\u0301 \\ \" <b>";
    assertThat(PrintableText.line(text)).isSameAs(text);
    assertThat(PrintableText.isLine(text)).isTrue();
  }

  @Test
  void aTextKeepsItsLinesAndOnlyThose() {
    assertThat(PrintableText.text("a\n\tb\r\nc\rd\r\r\n")).isEqualTo("a\n\tb\r\nc\\rd\\r\r\n");
    assertThat(PrintableText.line("a\n\tb\r\nc")).isEqualTo("a\\n\\tb\\r\\nc");
    assertThat(PrintableText.text("x\u001b[2K\u0085\u2028\u202e"))
        .isEqualTo("x\\u001b[2K\\u0085\\u2028\\u202e");
  }

  @Test
  void linesAndMessagesHaveAnEnd() {
    assertThat(PrintableText.line("\u001b".repeat(5_000)))
        .hasSize(PrintableText.LONGEST_LINE)
        .endsWith("...");
    assertThat(PrintableText.message("x\n".repeat(50_000)))
        .hasSize(PrintableText.LONGEST_MESSAGE)
        .endsWith("...");
    assertThat(PrintableText.text("x\n".repeat(50_000))).hasSize(100_000);
    assertThat(PrintableText.line("\uD83D\uDE00".repeat(600)))
        .doesNotContain("\\u")
        .endsWith("...");
  }

  @Property
  void whatIsPrintableStays(@ForAll String foreign) {
    String line = PrintableText.line(foreign);
    assertThat(PrintableText.isLine(line)).isTrue();
    assertThat(PrintableText.line(line)).isEqualTo(line);
    String text = PrintableText.text(foreign);
    assertThat(PrintableText.text(text)).isEqualTo(text);
    assertThat(PrintableText.message(text)).isEqualTo(PrintableText.message(foreign));
  }
}
