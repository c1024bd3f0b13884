package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chartbot.error.UserException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden cases of values editing. Each directory holds {@code input.yaml}, {@code args} (see {@link
 * GoldenRequest}), and {@code expected.yaml} or {@code expected-refusal}.
 */
class GoldenValuesTest {

  /** As Latin-1 reads it, which knows every byte. */
  private static final String BOM = "\u00EF\u00BB\u00BF";

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
      assertThat(thrown.message()).isEqualTo(Files.readString(refusal).strip());
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

  /** Line ends and a byte order mark are the file's own business: each case holds with either. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theSameHoldsWithCrlfAndWithAByteOrderMark(Path directory) throws IOException, UserException {
    String input = latin1(directory.resolve("input.yaml"));
    EditRequest request = GoldenRequest.read(directory.resolve("args"));
    Path refusal = directory.resolve("expected-refusal");
    for (UnaryOperator<String> variant : variantsOf(input)) {
      byte[] given = bytes(variant.apply(input));
      if (Files.exists(refusal)) {
        UserException thrown =
            catchThrowableOfType(UserException.class, () -> edit(given, request));
        assertThat(thrown).isNotNull();
        assertThat(thrown.message()).isEqualTo(Files.readString(refusal).strip());
      } else {
        String expected = variant.apply(latin1(directory.resolve("expected.yaml")));
        assertThat(latin1(edit(given, request))).isEqualTo(expected);
      }
    }
  }

  private static List<UnaryOperator<String>> variantsOf(String input) {
    List<UnaryOperator<String>> variants = new ArrayList<>();
    if (input.indexOf('\r') < 0 && input.indexOf('\n') >= 0) {
      variants.add(text -> text.replace("\n", "\r\n"));
    }
    if (!input.startsWith(BOM)) {
      variants.add(text -> BOM + text);
    }
    return variants;
  }

  private static String latin1(Path file) throws IOException {
    return latin1(Files.readAllBytes(file));
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] edit(byte[] input, EditRequest request) throws UserException {
    MapChart chart = new MapChart().with("values.yaml", input);
    List<FileEdit> edits = EditedValues.files(chart, request);
    return edits.isEmpty() ? input : edits.get(0).after();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
