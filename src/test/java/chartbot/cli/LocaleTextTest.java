package chartbot.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocaleTextTest {

  @TempDir Path folder;

  @Test
  void utf8IsReadAsSuchInALocaleOfAnotherCharset() {
    String umlauts = "Größe 日本";
    String asLatin1 = new String(umlauts.getBytes(UTF_8), ISO_8859_1);

    assertThat(LocaleText.decoded(asLatin1, ISO_8859_1)).isEqualTo(umlauts);
    assertThat(LocaleText.decoded("Größe", ISO_8859_1)).isEqualTo("Größe"); // typed in Latin-1
    assertThat(LocaleText.decoded(umlauts, UTF_8)).isEqualTo(umlauts);
    assertThat(LocaleText.decoded("plain", US_ASCII)).isEqualTo("plain");
  }

  @ParameterizedTest
  @CsvSource({"--message=Gr\uFFFD\uFFFDe, argument", "--topic=x, variable CHARTBOT_TOPIC"})
  void whatTheLocaleLostIsRefused(String argument, String named) {
    FakeParts parts = new FakeParts(folder);
    parts.environment.put("OTHER", "\uFFFD");
    if (named.startsWith("variable")) {
      parts.environment.put("CHARTBOT_TOPIC", "gr\uFFFDn");
    }
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(err, true, UTF_8);

    int code =
        Chartbot.run(parts, List.of("update", argument, "init:1.0.0-2"), print, print, false);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("error: " + named, "is not UTF-8", "hint: set LC_ALL=C.UTF-8");
    assertThat(parts.requests).isEmpty();
  }

  /** A JVM of its own, as {@code java -jar} starts it in the locale of a build agent. */
  @ParameterizedTest
  @CsvSource({"C, 2", "xx_YY.UTF-8, 2", "C.UTF-8, 3"})
  void aProcessNeverTakesACharacterForAnother(String locale, int code) throws Exception {
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "chartbot.Main",
            "update",
            "--config=none",
            new String("--message=Gr\u00f6\u00dfe".getBytes(UTF_8), ISO_8859_1),
            "init:1.0.0-2");
    List<String> words = builder.command();
    Path script = folder.resolve("run");
    Files.write(script, ("exec '" + String.join("' '", words) + "'\n").getBytes(ISO_8859_1));
    builder = new ProcessBuilder("sh", script.toString());
    builder.environment().keySet().removeAll(List.of("LANG", "LC_CTYPE", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(Map.of("LC_ALL", locale));
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();

    int ended = process.waitFor();

    String printed = Files.readString(out);
    assertThat(ended).as(printed).isEqualTo(code);
    assertThat(printed).contains(ended == 2 ? "is not UTF-8" : "none");
  }
}
