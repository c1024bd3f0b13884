package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chartbot.failure.UserException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden cases of values editing. Each directory holds {@code input.yaml}, {@code args} (see {@link
 * GoldenRequest}), and {@code expected.yaml} or {@code expected-refusal}.
 */
class GoldenValuesTest {

  static Stream<Path> cases() throws IOException, URISyntaxException {
    Path values =
        Path.of(
            Objects.requireNonNull(GoldenValuesTest.class.getResource("/values"), "cases").toURI());
    try (Stream<Path> entries = Files.list(values)) {
      return entries.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @Test
  void thereAreAtLeast120Cases() throws IOException, URISyntaxException {
    assertThat(cases().count()).isGreaterThanOrEqualTo(120);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyByteIsAsExpectedAndASecondRunChangesNothing(Path directory)
      throws IOException, UserException {
    byte[] input = Files.readAllBytes(directory.resolve("input.yaml"));
    EditRequest request = GoldenRequest.read(directory.resolve("args"));
    Path refusal = directory.resolve("expected-refusal");
    if (Files.exists(refusal)) {
      UserException thrown = catchThrowableOfType(UserException.class, () -> edit(input, request));
      assertThat(thrown).as("the refusal of " + directory).isNotNull();
      assertThat(thrown.what()).isEqualTo(Files.readString(refusal).strip());
      assertThat(thrown.hint()).as("what to do about it").isPresent();
      return;
    }
    byte[] expected = Files.readAllBytes(directory.resolve("expected.yaml"));

    byte[] once = edit(input, request);
    byte[] twice = edit(once, request);

    assertThat(text(once)).isEqualTo(text(expected));
    assertThat(once).isEqualTo(expected);
    assertThat(twice).isEqualTo(expected);
  }

  private static byte[] edit(byte[] input, EditRequest request) throws UserException {
    MapChart chart = new MapChart().with("values.yaml", input);
    List<FileEdit> edits = ValuesEditor.edit(chart, request).files();
    return edits.isEmpty() ? input : edits.get(0).after();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
