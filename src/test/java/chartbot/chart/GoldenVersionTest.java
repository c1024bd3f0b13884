package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chartbot.error.UserException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden cases of the chart's version. Each directory holds {@code input.yaml}, {@code bump}, and
 * {@code expected.yaml} or {@code expected-refusal}.
 */
class GoldenVersionTest {

  static Stream<Path> cases() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(GoldenVersionTest.class.getResource("/chart-version"), "cases")
                .toURI());
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyByteIsAsExpected(Path directory) throws IOException, UserException {
    byte[] input = Files.readAllBytes(directory.resolve("input.yaml"));
    VersionBump bump =
        VersionBump.valueOf(
            Files.readString(directory.resolve("bump")).strip().toUpperCase(Locale.ROOT));
    Path refusal = directory.resolve("expected-refusal");
    if (Files.exists(refusal)) {
      UserException thrown = catchThrowableOfType(UserException.class, () -> bump(input, bump));
      assertThat(thrown).as("the refusal of " + directory).isNotNull();
      assertThat(thrown.message()).isEqualTo(Files.readString(refusal).strip());
      assertThat(thrown.hint()).as("what to do about it").isPresent();
      return;
    }
    byte[] expected = Files.readAllBytes(directory.resolve("expected.yaml"));

    byte[] bumped = bump(input, bump);

    assertThat(new String(bumped, StandardCharsets.UTF_8))
        .isEqualTo(new String(expected, StandardCharsets.UTF_8));
    assertThat(bumped).isEqualTo(expected);
  }

  private static byte[] bump(byte[] input, VersionBump bump) throws UserException {
    return ChartYaml.read(new MapChart().with("Chart.yaml", input)).bump(bump).edit().after();
  }
}
