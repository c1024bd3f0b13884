package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.UserException;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Images that go from a chart, and builds that come too late for that. */
class RetirementTest {

  private static final String MODEL = "eric-enm-models-custom-service";
  private static final String VALUES = "images:\n  init:\n    name: init\n    tag: 1.0.0-1\n";

  private final FakeGerrit gerrit =
      new FakeGerrit(
          Map.of(
              "Chart.yaml",
              "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
              "values.yaml",
              VALUES));

  private final Target target = TestTarget.of("charts", "master");

  private void addedAndMerged() throws Exception {
    update(MODEL + ":1.0.0-1");
    gerrit.merge(1);
  }

  @Test
  void addThenRetireIsTheIdentity() throws Exception {
    addedAndMerged();

    UpdateResult result = retire(MODEL);

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(result.message())
        .isEqualTo(
            """
            Retire eric-enm-models-custom-service

            - eric-enm-models-custom-service: 1.0.0-1 -> retired

            Model-Image-Retired: eric-enm-models-custom-service
            Change-Id: %s
            """
                .formatted(gerrit.change(2).changeId()));
    assertThat(gerrit.file(2, "values.yaml")).isEqualTo(VALUES);
    assertThat(gerrit.file(2, "templates/" + MODEL + ".yaml")).isEmpty();
    assertThat(retire(MODEL).outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
  }

  @Test
  void aLateBuildOfAnImageThatWasRetiredIsTurnedAwayAndOneThatSaysSoBringsItBack()
      throws Exception {
    addedAndMerged();
    retire(MODEL);
    gerrit.merge(2);

    UpdateResult late = update(MODEL + ":1.0.0-9");

    assertThat(late.outcome()).isEqualTo(Outcome.RETIRED);
    assertThat(late.notes())
        .containsExactly(
            MODEL
                + ":1.0.0-9 is not proposed: "
                + MODEL
                + " was retired by change 2 (http://gerrit/c/p/+/2);"
                + " 'chartbot update --if-missing add' brings it back");
    assertThat(gerrit.open()).isEmpty();
    assertThat(retire(MODEL).outcome()).isEqualTo(Outcome.UNCHANGED);

    assertThat(update(IfMissing.ADD, MODEL + ":1.0.0-9").outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(update(MODEL + ":1.0.0-10").outcome()).isEqualTo(Outcome.PUSHED);
    gerrit.merge(3);
    assertThat(update(MODEL + ":1.0.0-11").outcome()).isEqualTo(Outcome.PUSHED);
  }

  @Test
  void aLateBuildLeavesAnOpenRetirementAsItIsAlsoInAnotherGroup() throws Exception {
    addedAndMerged();
    retire(MODEL);

    assertThat(update(MODEL + ":1.0.0-9").outcome()).isEqualTo(Outcome.RETIRED);
    UpdateResult both = update(MODEL + ":1.0.0-9", "init:1.0.0-2");

    assertThat(both.outcome()).isEqualTo(Outcome.RETIRED);
    assertThat(gerrit.change(2).patchSets()).hasSize(1);
    assertThat(gerrit.change(3).images()).containsOnlyKeys("init");
  }

  @Test
  void theOpenChangeOfANewerTagBecomesTheRetirement() throws Exception {
    addedAndMerged();
    update(MODEL + ":1.0.0-2");

    retire(MODEL);

    assertThat(gerrit.open()).hasSize(1);
    assertThat(gerrit.change(2).images()).containsExactly(Map.entry(MODEL, ""));
    assertThat(gerrit.file(2, "values.yaml")).isEqualTo(VALUES);
  }

  @Test
  void aGroupMayLoseAnImageAndGetANewerTagOfAnother() throws Exception {
    addedAndMerged();
    run(Optional.of("nightly"), IfMissing.ADD_IF_NEW, new Image("init", "1.0.0-2"));

    run(Optional.of("nightly"), IfMissing.ADD_IF_NEW, Image.gone(MODEL));

    assertThat(gerrit.file(2, "values.yaml")).isEqualTo(VALUES.replace("1.0.0-1", "1.0.0-2"));
    assertThat(gerrit.change(2).current().message())
        .startsWith("Update 2 images\n")
        .contains("Model-Image-Retired: " + MODEL + "\nModel-Image: init:1.0.0-2\n");
  }

  @Test
  void anImageThatTheChartDoesNotHaveOrStillUsesIsRefused() throws Exception {
    assertThatThrownBy(() -> retire(MODEL))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("values.yaml:2:3: the chart has no image '" + MODEL + "'");
    addedAndMerged();
    gerrit.onBranch("templates/other.yaml", "a: {{ .Values.images.init.tag }}\n");
    assertThatThrownBy(() -> retire("init"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("templates/other.yaml:1:");
  }

  private UpdateResult retire(String name) throws Exception {
    return run(Optional.empty(), IfMissing.ADD_IF_NEW, Image.gone(name));
  }

  private UpdateResult update(String... images) throws Exception {
    return update(IfMissing.ADD_IF_NEW, images);
  }

  private UpdateResult update(IfMissing ifMissing, String... images) throws Exception {
    List<Image> parsed = new ArrayList<>();
    for (String image : images) {
      parsed.add(target.images().parse(image));
    }
    return run(Optional.empty(), ifMissing, parsed.toArray(Image[]::new));
  }

  private UpdateResult run(Optional<String> group, IfMissing ifMissing, Image... images)
      throws Exception {
    return TestUpdates.of(gerrit)
        .run(
            target,
            new UpdateRequest(List.of(images), group, ifMissing, true, false, false, false, false));
  }
}
