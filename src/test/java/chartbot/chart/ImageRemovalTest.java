package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes with an image, what stays, and that removal undoes an addition byte by byte. */
class ImageRemovalTest {

  private static final String NEW = "zz-model-new";
  private static final String VALUES =
      """
      # the chart's values
      images:
        repoPath: p

        # about a
        a:
          name: a
          tag: 1.0.0-1 # pinned
          # deeper

        # about b
        b: {name: b, tag: 2.0.0-1}

      # sections
      x: 1

      # job of a
      a-job:
        name: a
        restartPolicy: Never

      y: 2
      """;

  /** A file and where its images are. */
  record Given(String name, Path file, String path) {

    byte[] before() {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return name + " " + path;
    }
  }

  static Stream<Given> files() throws IOException, URISyntaxException {
    List<Given> files = new ArrayList<>();
    for (Path directory : GoldenValuesTest.cases().toList()) {
      if (Files.exists(directory.resolve("expected.yaml"))) {
        String path =
            Files.readAllLines(directory.resolve("args")).stream()
                .filter(word -> word.startsWith("path="))
                .map(word -> word.substring("path=".length()))
                .findFirst()
                .orElse("images");
        Path input = directory.resolve("input.yaml");
        files.add(new Given(directory.getFileName().toString(), input, path));
      }
    }
    Path real =
        Path.of(
            Objects.requireNonNull(Given.class.getResource("/realworld/cases"), "real").toURI());
    for (String line : Files.readAllLines(real)) {
      String[] words = line.split(" ", -1);
      files.add(new Given(words[0], real.resolveSibling(words[0]), words[1]));
    }
    return files.stream();
  }

  /** Where the addition has made whole lines, or a part of a line in braces. */
  static Stream<Given> extended() throws IOException, URISyntaxException {
    return files()
        .filter(
            given -> {
              String text = new String(given.before(), StandardCharsets.UTF_8);
              return text.endsWith("\n") && !keys(given).isEmpty();
            });
  }

  private static Set<String> keys(Given given) {
    try {
      return ValuesFile.read(chart(given.before()), "values.yaml", rules(given.path()).keys())
          .imageNames();
    } catch (UserException refused) {
      return Set.of();
    }
  }

  @Test
  void mostFilesAreExtended() throws IOException, URISyntaxException {
    assertThat(extended().count()).isGreaterThan(250);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("extended")
  void removalUndoesAnAddition(Given given) throws UserException {
    MapChart chart = chart(given.before());
    EditRequest request = request(given.path(), new Image(NEW, "9.8.7-6"));
    try {
      EditedValues.files(chart, request).forEach(chart::apply);
    } catch (UserException refused) {
      return; // what cannot be added to is another test's business
    }

    ImageRemoval.edit(chart, removal(given.path(), false, NEW)).files().forEach(chart::apply);

    assertThat(chart.text("values.yaml"))
        .isEqualTo(new String(given.before(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void renamingThereAndBackChangesNothing(Given given) throws UserException {
    MapChart chart = chart(given.before());
    ValuesFile file;
    Optional<ImageEntries.Found> found = Optional.empty();
    String name = "";
    try {
      file = ValuesFile.read(chart, "values.yaml", rules(given.path()).keys());
      for (String each : file.imageNames()) {
        name = found.isPresent() ? name : each;
        found = found.isPresent() ? found : file.find(each);
      }
    } catch (UserException refused) {
      return;
    }
    boolean escaped = new String(given.before(), StandardCharsets.UTF_8).contains("\\");
    if (escaped || found.isEmpty() || !found.get().tag().prints(found.get().tag().text())) {
      return;
    }
    String tag = found.get().tag().text();
    EditRequest request = request(given.path());
    try {
      ImageRenaming.edit(chart, name, new Image(NEW, tag), request, new PlainTemplates())
          .files()
          .forEach(chart::apply);
    } catch (UserException refused) {
      assertThat(refused.message()).startsWith("values.yaml:");
      return;
    }
    assertThat(chart.bytes("values.yaml")).isNotEqualTo(given.before());
    if (ValuesFile.read(chart, "values.yaml", request.rules().keys()).find(name).isPresent()) {
      return; // a second entry has that name
    }

    ImageRenaming.edit(chart, NEW, new Image(name, tag), request, new PlainTemplates())
        .files()
        .forEach(chart::apply);

    assertThat(chart.text("values.yaml"))
        .isEqualTo(new String(given.before(), StandardCharsets.UTF_8));
  }

  @Test
  void whatBelongsToAnImageGoesWithIt() throws UserException {
    assertThat(after(VALUES, "a"))
        .isEqualTo(
            """
            # the chart's values
            images:
              repoPath: p

              # about b
              b: {name: b, tag: 2.0.0-1}

            # sections
            x: 1

            y: 2
            """);
    assertThat(after(VALUES, "b"))
        .isEqualTo(VALUES.replace("\n  # about b\n  b: {name: b, tag: 2.0.0-1}\n", ""));
    assertThat(after(VALUES, "a", "b"))
        .isEqualTo("# the chart's values\nimages:\n  repoPath: p\n\n# sections\nx: 1\n\ny: 2\n");
  }

  @Test
  void entriesBetweenBracesGoWithTheirCommas() throws UserException {
    assertThat(after("images: {a: {tag: 1}, b: {tag: 2}, c: {tag: 3}}\n", "b"))
        .isEqualTo("images: {a: {tag: 1}, c: {tag: 3}}\n");
    assertThat(after("images: {a: {tag: 1}, b: {tag: 2}}\n", "a"))
        .isEqualTo("images: {b: {tag: 2}}\n");
    assertThat(after("images: {a: {tag: 1}, b: {tag: 2}}\n", "a", "b")).isEqualTo("images: {}\n");
    assertThat(after("images: {a: {tag: 1}, # one\n  b: {tag: 2}\n}\n", "b"))
        .isEqualTo("images: {a: {tag: 1} # one\n}\n");
  }

  @Test
  void theLastImageLeavesAnEmptyMapping() throws UserException {
    assertThat(after("images:\n  a:\n    tag: 1\nx: 1\n", "a")).isEqualTo("images:\nx: 1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images:\n  a: &a {tag: 1}\nb: *a\n",
        "images: &i\n  a: {tag: 1}\nb: *i\n",
        "images:\n  b: |+\n    x\n  a: {tag: 1}\n\nx: 1\n",
        "images:\n  a: {tag: 1}\nuses: [x, a]\n",
        "images:\n  a: {tag: 1}\nuses: 'the image a'\n",
        "images:\n  a: {tag: 1}\nother: {a-job: 1}\n",
        "images:\n  b: {tag: 1}\n",
      })
  void whatCannotBeRemovedIsRefusedWithItsPlace(String values) {
    assertThatThrownBy(() -> after(values, "a"))
        .isInstanceOf(UserException.class)
        .hasMessageMatching("values\\.yaml:\\d+:\\d+: .+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "templates/own.yaml",
        "templates/_helpers.tpl",
        "charts/sub/templates/x.yaml",
        "values-production.yaml"
      })
  void anImageThatIsUsedElsewhereIsRefusedWithItsPlace(String path) {
    MapChart chart = chart(VALUES.getBytes(StandardCharsets.UTF_8));
    chart.with(
        path, "# a\n{{/* a\n*/}}\nx: {{ .Values.images.b.tag }} {{ .Values.images.a.tag }}\n");

    assertThatThrownBy(() -> ImageRemoval.edit(chart, removal("images", false, "a")))
        .isInstanceOf(UserException.class)
        .hasMessage(path + ":4:49: image 'a' is still used here");
  }

  @Test
  void aGeneratedTemplateGoesAndAnEditedOneOnlyWhenForced() throws UserException {
    String values = "images:\n  m-a:\n    name: m-a\n    tag: 1.0.0-1\n  m-b: {tag: 1}\n";
    String generated = GeneratedTemplate.of("f", "image: {{ index .Values.images \"m-a\" }}\n");
    MapChart chart = chart(values.getBytes(StandardCharsets.UTF_8));

    ChartEdit edit =
        ImageRemoval.edit(
            chart.with("templates/m-a.yaml", generated), removal("images", false, "m-a"));

    assertThat(edit.files())
        .extracting(FileEdit::path, FileEdit::removed)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("values.yaml", false),
            org.assertj.core.groups.Tuple.tuple("templates/m-a.yaml", true));
    assertThat(edit.images())
        .containsExactly(new ImageChange("m-a", "m-a", Optional.of("1.0.0-1"), ""));
    chart.with("templates/m-a.yaml", generated + "# edited\n");
    assertThatThrownBy(() -> ImageRemoval.edit(chart, removal("images", false, "m-a")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("templates/m-a.yaml:1:1: this template was edited");
    assertThat(ImageRemoval.edit(chart, removal("images", true, "m-a")).files()).hasSize(2);
  }

  @Test
  void renamingKeepsPlaceCommentsAndSettingsAndWritesTheTemplateAnewUnderItsNewName()
      throws UserException {
    String values = VALUES.replaceAll("\\ba\\b", "m-a");
    MapChart chart = chart(values.getBytes(StandardCharsets.UTF_8));
    chart.with("templates/m-a.yaml", GeneratedTemplate.of("f", "x: {{ .Values }} m-a\n"));

    ChartEdit edit =
        new ChartEditor(new PlainTemplates())
            .edit(chart, renaming("m-a", new Image("m-new", "3.0.0-1")));

    assertThat(new String(edit.files().get(0).after(), StandardCharsets.UTF_8))
        .isEqualTo(
            values
                .replace(
                    "  m-a:\n    name: m-a\n    tag: 1.0.0-1",
                    "  m-new:\n    name: m-new\n    tag: 3.0.0-1")
                .replace("m-a-job:\n  name: m-a\n", "m-new-job:\n  name: m-new\n"));
    assertThat(edit.files())
        .extracting(FileEdit::path)
        .containsExactly("values.yaml", "templates/m-a.yaml", "templates/m-new.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images:\n  a: {name: a, tag: 1.0.0-1}\nuses: [x, a]\n",
        "images:\n  a: {name: a, tag: 1.0.0-1, repository: r/a}\n",
        "images:\n  a: {name: a, tag: 1.0.0-1}\na-job: {name: a, image: r/a}\n",
      })
  void anImageWhoseNameIsUsedElsewhereIsNotRenamed(String values) {
    MapChart chart = chart(values.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(
            () ->
                new ChartEditor(new PlainTemplates())
                    .edit(chart, renaming("a", new Image("m-new", "3.0.0-1"))))
        .isInstanceOf(UserException.class)
        .hasMessageMatching("values\\.yaml:\\d+:\\d+: image 'a' is still used here");
  }

  @Test
  void anImageThatAnArchivedSubchartUsesIsRefusedWithItsPlace() throws Exception {
    MapChart chart = chart(VALUES.getBytes(StandardCharsets.UTF_8));
    chart.with("charts/s-1.0.0.tgz", archive("s/templates/x.yaml", "x: 1\ny: r/a:1\n"));

    assertThatThrownBy(() -> ImageRemoval.edit(chart, removal("images", false, "a")))
        .isInstanceOf(UserException.class)
        .hasMessage("charts/s-1.0.0.tgz/s/templates/x.yaml:2:6: image 'a' is still used here");
    chart.with("charts/s-1.0.0.tgz", archive("s/templates/x.yaml", "x: 1\n"));
    assertThat(ImageRemoval.edit(chart, removal("images", false, "a")).files()).hasSize(1);
  }

  @Test
  void anArchiveThatCannotBeSearchedIsNamed() throws Exception {
    MapChart chart = chart(VALUES.getBytes(StandardCharsets.UTF_8));

    chart.with("charts/s-1.0.0.tgz", "no archive");
    assertThatThrownBy(() -> ImageRemoval.edit(chart, removal("images", false, "a")))
        .hasMessageStartingWith("charts/s-1.0.0.tgz:1:1: this archive cannot be searched");
    chart.with("charts/s-1.0.0.tgz", archive("s/charts/t-1.0.0.tgz", "?"));
    assertThatThrownBy(() -> ImageRemoval.edit(chart, removal("images", false, "a")))
        .hasMessageStartingWith("charts/s-1.0.0.tgz/s/charts/t-1.0.0.tgz:1:1: this archive cannot");
  }

  private static byte[] archive(String path, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] tar = new byte[2048];
    System.arraycopy(path.getBytes(StandardCharsets.UTF_8), 0, tar, 0, path.length());
    byte[] size = String.format("%011o", content.length).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(size, 0, tar, 124, size.length);
    System.arraycopy(content, 0, tar, 512, content.length);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(tar);
    }
    return packed.toByteArray();
  }

  private static MapChart chart(byte[] values) {
    return new MapChart().with("values.yaml", values);
  }

  private static String after(String values, String... names) throws UserException {
    MapChart chart = chart(values.getBytes(StandardCharsets.UTF_8));
    ImageRemoval.edit(chart, removal("images", false, names)).files().forEach(chart::apply);
    return chart.text("values.yaml");
  }

  private static ImageRules rules(String path) {
    return new ImageRules("m-", Set.of(), Pattern.compile(".+"), path, List.of("values.yaml"));
  }

  private static EditRequest removal(String path, boolean overwrite, String... names) {
    return new EditRequest(
        Stream.of(names).map(Image::gone).toList(),
        rules(path),
        new Jobs(JobSettings.defaults(), Map.of()),
        EditRequest.IfMissing.ADD_IF_NEW,
        true,
        overwrite);
  }

  private static EditRequest renaming(String from, Image to) {
    return new EditRequest(
        List.of(Image.gone(from), to),
        rules("images"),
        new Jobs(JobSettings.defaults(), Map.of()),
        EditRequest.IfMissing.ADD,
        true,
        false,
        VersionBump.NONE,
        Set.of(),
        Set.of(),
        Map.of(from, to.name()));
  }

  private static EditRequest request(String path, Image... images) {
    return new EditRequest(
        List.of(images),
        rules(path),
        new Jobs(JobSettings.defaults(), Map.of()),
        EditRequest.IfMissing.ADD,
        true,
        false);
  }

  private static final class PlainTemplates implements JobTemplates {
    @Override
    public String fingerprint(JobImage image, JobSettings settings) {
      return "f";
    }

    @Override
    public String render(JobImage image, JobSettings settings) {
      return "kind: Job\n";
    }
  }
}
