package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LiveLineTest {

  private static final String ERASE = "\r\u001b[K";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final InstantSource time = () -> this.now;
  private Instant now = Instant.EPOCH;
  private final LiveLine line =
      new LiveLine(new PrintStream(err, true, UTF_8), time.withZone(ZoneOffset.UTC), drawing -> {});

  @Test
  void shortWorkShowsNoLine() {
    line.begin();
    pass(Duration.ofMillis(399));
    line.draw();
    line.end();

    assertThat(shown()).isEmpty();
  }

  @Test
  void itTellsTimeAndHowFarTheWorkIs() {
    line.begin();
    pass(Duration.ofSeconds(2));
    line.draw();
    line.advance("Receiving objects", 1, 3);
    pass(Duration.ofSeconds(60));
    line.draw();
    line.advance("remote: Counting", 7, 0);
    line.draw();

    assertThat(shown())
        .isEqualTo(
            ERASE
                + "| 2 s"
                + ERASE
                + "/ 1 min 2 s  Receiving objects [######..............] 33 %"
                + ERASE
                + "- 1 min 2 s  remote: Counting 7");
  }

  @Test
  void itIsGoneBeforeAnythingElseIsPrintedAndComesBack() {
    line.begin();
    pass(Duration.ofSeconds(1));
    line.draw();
    line.print("- pushing\n");
    line.print("- waiting\n");
    line.draw();

    assertThat(shown())
        .isEqualTo(ERASE + "| 1 s" + ERASE + "- pushing\n- waiting\n" + ERASE + "/ 1 s");
  }

  @Test
  void afterTheEndNothingIsDrawn() {
    line.begin();
    pass(Duration.ofSeconds(1));
    line.draw();
    line.end();
    line.draw();

    assertThat(shown()).isEqualTo(ERASE + "| 1 s" + ERASE);
  }

  @Test
  void theNextWorkBeginsAnew() {
    line.begin();
    line.advance("Receiving objects", 1, 1);
    pass(Duration.ofSeconds(9));
    line.begin();
    pass(Duration.ofSeconds(1));
    line.draw();

    assertThat(shown()).isEqualTo(ERASE + "| 1 s");
  }

  @Test
  void itNeverFillsTheLastColumnOfANarrowTerminal() {
    line.begin();
    pass(Duration.ofSeconds(1));
    line.advance("x".repeat(100), 1, 2);
    line.draw();

    assertThat(shown()).hasSize(ERASE.length() + 80).endsWith("xx");
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
  }

  private String shown() {
    return err.toString(UTF_8);
  }
}
