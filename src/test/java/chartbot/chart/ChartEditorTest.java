package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartEditorTest {

  private static final String VALUES =
      """
      images:
        waitInitContainer:
          name: eric-enm-init-container
          tag: 1.0.0-1
        eric-enm-models-fm:
          name: eric-enm-models-fm
          tag: 1.0.0-1
      """;

  private static final String TEMPLATE = "templates/eric-enm-models-fm.yaml";

  @Test
  void anImageOfAnotherKindOnlyGetsItsTag() throws UserException {
    ChartEdit edit = edit(chart(), "eric-enm-init-container:1.0.0-2");

    assertThat(edit.files()).extracting(FileEdit::path).containsExactly("values.yaml");
    assertThat(after(edit, 0)).isEqualTo(VALUES.replaceFirst("1\\.0\\.0-1", "1.0.0-2"));
    assertThat(edit.images())
        .containsExactly(
            new ImageChange(
                "eric-enm-init-container", "waitInitContainer", Optional.of("1.0.0-1"), "1.0.0-2"));
  }

  @Test
  void aModelImageGetsItsJobSectionAndThenItsTemplate() throws UserException {
    ChartEdit edit = edit(chart(), "eric-enm-models-fm:1.0.0-1");

    assertThat(edit.files()).extracting(FileEdit::path).containsExactly("values.yaml", TEMPLATE);
    assertThat(after(edit, 0))
        .isEqualTo(
            VALUES
                + """
                eric-enm-models-fm-job:
                  name: eric-enm-models-fm
                  restartPolicy: OnFailure
                """);
    assertThat(after(edit, 1)).contains("Job of images/eric-enm-models-fm");
    assertThat(edit.images())
        .containsExactly(new ImageChange("eric-enm-models-fm", Optional.of("1.0.0-1"), "1.0.0-1"));
  }

  @Test
  void aTemplateIsToldUnderWhichKeyTheImageStands() throws UserException {
    MapChart chart =
        new MapChart()
            .with(
                "values.yaml", "images:\n  fm:\n    name: eric-enm-models-fm\n    tag: 1.0.0-1\n");

    ChartEdit edit = edit(chart, "eric-enm-models-fm:1.0.0-2");

    assertThat(after(edit, 1)).contains("Job of images/fm");
  }

  @Test
  void aTagWithoutQuotesThatHelmReadsAsANumberIsNoTagYet() throws UserException {
    MapChart chart =
        new MapChart().with("values.yaml", "images:\n  fm:\n    name: fm\n    tag: 20240102\n");

    ChartEdit edit = edit(chart, "fm:20240102");

    assertThat(after(edit, 0)).endsWith("tag: \"20240102\"\n");
    assertThat(edit.images())
        .containsExactly(new ImageChange("fm", "fm", Optional.of(""), "20240102"));
    assertThat(edit.notes())
        .containsExactly(
            "image 'fm': its tag 20240102 has no quotes, so Helm does not read it as a string");
  }

  @Test
  void theSecondRunHasNothingToDo() throws UserException {
    MapChart chart = chart();
    edit(chart, "eric-enm-models-pm:1.0.0-1").files().forEach(chart::apply);

    ChartEdit again = edit(chart, "eric-enm-models-pm:1.0.0-1");

    assertThat(again.isEmpty()).isTrue();
  }

  @Test
  void anImageIsBumpedInEveryValuesFileAndAddedOnlyToTheFirst() throws UserException {
    MapChart chart = chart().with("site.yaml", VALUES);
    EditRequest request =
        request(
            List.of("values.yaml", "site.yaml"),
            true,
            EditRequest.IfMissing.ADD,
            "eric-enm-init-container:1.0.0-2",
            "eric-enm-models-pm:1.0.0-1");

    ChartEdit edit = new ChartEditor(new NamingTemplates()).edit(chart, request);

    assertThat(edit.files())
        .extracting(FileEdit::path)
        .containsExactly("values.yaml", "site.yaml", "templates/eric-enm-models-pm.yaml");
    assertThat(after(edit, 0)).contains("eric-enm-models-pm:\n", "eric-enm-models-pm-job:\n");
    assertThat(after(edit, 1)).isEqualTo(VALUES.replaceFirst("1\\.0\\.0-1", "1.0.0-2"));
  }

  @Test
  void theOldTagIsThatOfTheFirstFileThatChanges() throws UserException {
    MapChart chart =
        chart().with("site.yaml", VALUES).with("values.yaml", VALUES.replace("1.0.0-1", "1.0.0-2"));
    EditRequest request =
        request(
            List.of("values.yaml", "site.yaml"),
            true,
            EditRequest.IfMissing.ADD,
            "eric-enm-init-container:1.0.0-2");

    ChartEdit edit = new ChartEditor(new NamingTemplates()).edit(chart, request);

    assertThat(edit.images())
        .containsExactly(
            new ImageChange(
                "eric-enm-init-container", "waitInitContainer", Optional.of("1.0.0-1"), "1.0.0-2"));
  }

  @Test
  void withoutJobNothingButTheImageIsAdded() throws UserException {
    EditRequest request =
        request(List.of("values.yaml"), false, EditRequest.IfMissing.ADD, "Strange_Name:1.0.0-1");

    ChartEdit edit = new ChartEditor(new NamingTemplates()).edit(chart(), request);

    assertThat(edit.files()).hasSize(1);
    assertThat(after(edit, 0))
        .isEqualTo(VALUES + "  Strange_Name:\n    name: Strange_Name\n    tag: 1.0.0-1\n");
  }

  @Test
  void aNameThatCannotNameAJobIsRefused() {
    assertThatThrownBy(() -> edit(chart(), "eric-enm-models-Strange_Name:1.0.0-1"))
        .isInstanceOf(UserException.class)
        .hasMessage("image name 'eric-enm-models-Strange_Name' cannot name a Job");
  }

  @Test
  void anImageThatIsNeitherThereNorAModelImageIsRefused() {
    assertThatThrownBy(() -> edit(chart(), "Strange_Name:1.0.0-1"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the chart has no image 'Strange_Name', and it is no model image")
        .satisfies(
            e ->
                assertThat(((UserException) e).hint())
                    .hasValueSatisfying(hint -> assertThat(hint).contains("--no-job")));
  }

  @Test
  void aNameMayHave58CharactersAndNoMore() throws UserException {
    String longest = "eric-enm-models-" + "a".repeat(42);

    assertThat(after(edit(chart(), longest + ":1.0.0-1"), 0)).contains(longest + "-job:\n");
    assertThatThrownBy(() -> edit(chart(), longest + "a:1.0.0-1"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has 59 characters; a Job needs one of at most 58");
  }

  @Test
  void aMissingImageIsSkippedWithANote() throws UserException {
    EditRequest request =
        request(List.of("values.yaml"), true, EditRequest.IfMissing.SKIP, "pm:1.0.0-1");

    ChartEdit edit = new ChartEditor(new NamingTemplates()).edit(chart(), request);

    assertThat(edit.isEmpty()).isTrue();
    assertThat(edit.images()).isEmpty();
    assertThat(edit.notes()).containsExactly("image 'pm' is not in the chart: skipped");
  }

  @Test
  void aMissingValuesFileIsRefused() {
    assertThatThrownBy(() -> edit(new MapChart(), "pm:1.0.0-1"))
        .isInstanceOf(UserException.class)
        .hasMessage("values.yaml: the chart has no such file");
  }

  @Test
  void theTemplatesAreReadOnceHoweverManyImagesAreAdded() throws UserException {
    MapChart chart = chart().with("templates/a.yaml", "a: 1\n").with("templates/b.yaml", "b: 1\n");
    List<String> read = new ArrayList<>();
    ChartFiles told =
        new ChartFiles() {
          @Override
          public Optional<byte[]> read(String path) {
            read.add(path);
            return chart.read(path);
          }

          @Override
          public List<String> paths(String folder) {
            return chart.paths(folder);
          }
        };

    ChartEdit edit =
        edit(told, "eric-enm-models-x:1.0.0-1", "eric-enm-models-y:1.0.0-1", "eric-enm-models-z:1");

    assertThat(edit.files()).hasSize(4);
    assertThat(read).containsOnlyOnce("templates/a.yaml", "templates/b.yaml");
  }

  private static MapChart chart() {
    return new MapChart().with("values.yaml", VALUES);
  }

  private static ChartEdit edit(ChartFiles chart, String... images) throws UserException {
    return new ChartEditor(new NamingTemplates())
        .edit(chart, request(List.of("values.yaml"), true, EditRequest.IfMissing.ADD, images));
  }

  private static EditRequest request(
      List<String> files, boolean withJob, EditRequest.IfMissing ifMissing, String... images)
      throws UserException {
    ImageRules rules =
        new ImageRules("eric-enm-models-", Set.of(), Pattern.compile(".+"), "images", files);
    List<Image> parsed = new ArrayList<>();
    for (String image : images) {
      parsed.add(rules.parse(image));
    }
    return new EditRequest(
        parsed, rules, new Jobs(JobSettings.defaults(), Map.of()), ifMissing, withJob, false);
  }

  private static String after(ChartEdit edit, int file) {
    return new String(edit.files().get(file).after(), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Writes templates that only say which entry they are for. */
  private static final class NamingTemplates implements JobTemplates {
    @Override
    public String fingerprint(JobImage image, JobSettings settings) {
      return "1234567890ab";
    }

    @Override
    public String render(JobImage image, JobSettings settings) {
      return "# Job of " + String.join("/", image.entry()) + "\n";
    }
  }
}
