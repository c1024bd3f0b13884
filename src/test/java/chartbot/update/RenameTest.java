package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.UserException;
import chartbot.inspect.ChartRefresh;
import chartbot.inspect.Refresh;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Another name for an image: one change that keeps its place, comments and settings. */
class RenameTest {

  private static final String OLD = "eric-enm-models-old";
  private static final String NEW = "eric-enm-models-new-name";
  private static final String VALUES =
      """
      images:
        # the old one
        eric-enm-models-old:
          name: eric-enm-models-old
          tag: 1.0.0-1 # keep
        init:
          name: init
          tag: 1.0.0-1
      # its Job
      eric-enm-models-old-job:
        name: eric-enm-models-old
        restartPolicy: Never
        memoryRequest: 2Gi
      other: 1
      """;

  private final FakeGerrit gerrit =
      new FakeGerrit(
          Map.of(
              "Chart.yaml",
              "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
              "values.yaml",
              VALUES));

  private final Target target = TestTarget.of("charts", "master");

  private void withTemplate() throws Exception {
    update(OLD + ":1.0.0-2");
    gerrit.merge(1);
  }

  @Test
  void theImageKeepsItsPlaceItsCommentsItsSettingsAndItsTag() throws Exception {
    withTemplate();

    UpdateResult result = rename(NEW);

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.file(2, "values.yaml"))
        .isEqualTo(VALUES.replace(OLD, NEW).replace("1.0.0-1 # keep", "1.0.0-2 # keep"));
    assertThat(gerrit.file(2, "templates/" + OLD + ".yaml")).isEmpty();
    assertThat(gerrit.file(2, "templates/" + NEW + ".yaml")).contains(NEW + "-job");
    assertThat(result.message())
        .startsWith("Rename " + OLD + " to " + NEW + "\n")
        .contains(
            "Model-Image: "
                + NEW
                + ":1.0.0-2\nModel-Image-Retired: "
                + OLD
                + "\nModel-Image-Renamed: "
                + OLD
                + " "
                + NEW
                + "\n");
    assertThat(rename(NEW).outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    gerrit.merge(2);
    assertThat(rename(NEW).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void aLateBuildOfTheOldNameIsToldTheNewOne() throws Exception {
    rename(NEW + ":1.0.0-5");

    UpdateResult open = update(OLD + ":1.0.0-9");
    gerrit.merge(1);
    UpdateResult merged = update(OLD + ":1.0.0-9");

    assertThat(open.outcome()).isEqualTo(Outcome.RETIRED);
    assertThat(merged.outcome()).isEqualTo(Outcome.RETIRED);
    assertThat(merged.notes()).anyMatch(note -> note.contains("renamed to " + NEW));
    assertThat(update(NEW + ":1.0.0-9").outcome()).isEqualTo(Outcome.PUSHED);
  }

  @Test
  void aRefreshMakesTheSameOfANewTip() throws Exception {
    withTemplate();
    rename(NEW + ":1.0.0-5");
    gerrit.onBranch("values.yaml", VALUES.replace("other: 1", "other: 2"));
    gerrit.conflicts(2);
    ChartUpdate update = chartUpdate();

    for (Refresh refresh : new ChartRefresh(gerrit, gerrit, update).refreshes(target, false)) {
      assertThat(update.run(refresh.target(), refresh.request(), refresh.seen()).outcome())
          .isEqualTo(Outcome.PUSHED);
    }

    assertThat(gerrit.file(2, "values.yaml"))
        .isEqualTo(
            VALUES
                .replace(OLD, NEW)
                .replace("1.0.0-1 # keep", "1.0.0-5 # keep")
                .replace("other: 1", "other: 2"));
    assertThat(gerrit.change(2).current().message())
        .contains("Model-Image-Renamed: " + OLD + " " + NEW + "\n");
  }

  @Test
  void whatCannotBeRenamedIsRefusedWithItsPlace() throws Exception {
    assertThatThrownBy(() -> rename("init"))
        .isInstanceOf(UserException.class)
        .hasMessageMatching("values\\.yaml:\\d+:\\d+: the chart has the image 'init' already");
    gerrit.onBranch("templates/x.yaml", "a: {{ .Values." + OLD + " }}\n");
    assertThatThrownBy(() -> rename(NEW))
        .isInstanceOf(UserException.class)
        .hasMessage("templates/x.yaml:1:15: image '" + OLD + "' is still used here");
    gerrit.onBranch("values.yaml", "images: {init: {name: init, tag: 1.0.0-1}}\n");
    assertThatThrownBy(() -> rename(NEW))
        .isInstanceOf(UserException.class)
        .hasMessage("the chart has no image '" + OLD + "'");
  }

  private UpdateResult rename(String to) throws Exception {
    Image image = to.contains(":") ? target.images().parse(to) : Image.gone(to);
    return chartUpdate().run(target, request(Image.gone(OLD), image).renaming(OLD, image.name()));
  }

  private UpdateResult update(String image) throws Exception {
    return chartUpdate().run(target, request(target.images().parse(image)));
  }

  private static UpdateRequest request(Image... images) {
    return new UpdateRequest(
        List.of(images), Optional.empty(), IfMissing.ADD_IF_NEW, true, false, false, false, false);
  }

  private ChartUpdate chartUpdate() {
    return TestUpdates.of(gerrit);
  }
}
