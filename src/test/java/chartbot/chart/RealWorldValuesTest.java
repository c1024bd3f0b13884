package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Public values files (sources and licence in {@code realworld/README.md}). What is expected comes
 * from {@link LineOracle}, which knows lines and indentation only.
 */
class RealWorldValuesTest {

  private static final String TAG = "9.8.7-6";
  private static final String NEW = "zz-new-image";

  /**
   * One case of {@code realworld/cases}.
   *
   * @param entry the image that is bumped; empty where one is added
   */
  record Case(String file, String path, String entry) {
    static Case read(String line) {
      String[] words = line.split(" ", -1);
      return new Case(words[0], words[1], words.length > 2 ? words[2] : "");
    }

    String text() throws IOException {
      return RealWorldValuesTest.read(file);
    }

    EditRequest request() throws UserException {
      String image = (entry.isEmpty() ? NEW : entry) + ":" + TAG;
      return GoldenRequest.of(List.of("path=" + path, image, "no-job"));
    }
  }

  static Stream<Case> updates() throws IOException {
    return cases().filter(found -> !found.entry().isEmpty());
  }

  static Stream<Case> additions() throws IOException {
    return cases().filter(found -> found.entry().isEmpty());
  }

  static Stream<Case> cases() throws IOException {
    return read("cases").lines().map(Case::read);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("updates")
  void onlyTheTextOfTheTagChanges(Case given) throws IOException, UserException {
    String before = read(given.file());
    List<String> expected = new ArrayList<>(LineOracle.lines(before));
    int line = LineOracle.tagLine(expected, given.path() + "." + given.entry());
    expected.set(line, LineOracle.withTag(expected.get(line), TAG));

    String after = edit(before, given.path(), given.entry() + ":" + TAG, "no-job");

    assertThat(after).isEqualTo(String.join("\n", expected));
    assertThat(edit(after, given.path(), given.entry() + ":" + TAG, "no-job")).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("additions")
  void theEntryStandsBehindTheLastLineOfContent(Case given) throws IOException, UserException {
    String before = read(given.file());
    List<String> lines = LineOracle.lines(before);
    int point = LineOracle.endOf(lines, given.path());

    String after = edit(before, given.path(), NEW + ":" + TAG, "no-job");

    List<String> now = LineOracle.lines(after);
    int added = now.size() - lines.size();
    assertThat(now.subList(0, point)).isEqualTo(lines.subList(0, point));
    assertThat(now.subList(point + added, now.size()))
        .isEqualTo(lines.subList(point, lines.size()));
    String indent = " ".repeat(LineOracle.columnOfEntries(lines, given.path()));
    assertThat(String.join("\n", now.subList(point, point + added)))
        .matches(
            "\\n?"
                + indent
                + NEW
                + ":\\n"
                + indent
                + " +name: +['\"]?"
                + NEW
                + "['\"]?\\n"
                + indent
                + " +tag: +['\"]?9\\.8\\.7-6['\"]?");
    assertThat(edit(after, given.path(), NEW + ":" + TAG, "no-job")).isEqualTo(after);
  }

  private static String edit(String before, String path, String image, String option)
      throws UserException {
    MapChart chart = new MapChart().with("values.yaml", before);
    List<FileEdit> edits =
        EditedValues.files(chart, GoldenRequest.of(List.of("path=" + path, image, option)));
    edits.forEach(chart::apply);
    return chart.text("values.yaml");
  }

  private static String read(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RealWorldValuesTest.class.getResourceAsStream("/realworld/" + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
