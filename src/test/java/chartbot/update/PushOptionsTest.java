package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Attention;
import chartbot.target.ReviewRules.ByHand;
import chartbot.target.ReviewRules.Notify;
import chartbot.target.ReviewRules.Readiness;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushOptionsTest {

  private static final String QUIETLY = "ignore-automatic-attention-set-rules";

  @Test
  void aNewChangeIsPutUpWithEverythingConfigured() {
    assertThat(PushOptions.newChange(rules(Attention.NEW_CHANGE)))
        .containsExactly(
            "topic=models",
            "hashtag=chartbot",
            "hashtag=enm",
            "wip",
            "remove-private",
            "r=alice",
            "cc=carol");
    assertThat(PushOptions.newChange(rules(Attention.NONE))).contains(QUIETLY);
  }

  @Test
  void aNewPatchSetNamesNobodyAgain() {
    assertThat(PushOptions.newPatchSet(rules(Attention.NEW_CHANGE)))
        .containsExactly(
            "topic=models", "hashtag=chartbot", "hashtag=enm", "notify=OWNER", QUIETLY);
    assertThat(PushOptions.newPatchSet(rules(Attention.EVERY_PUSH))).doesNotContain(QUIETLY);
  }

  @Test
  void aNewPatchSetNamesWhomThisRunNames() {
    ReviewRules configured = rules(Attention.NEW_CHANGE);
    ReviewRules rules =
        new ReviewRules(
            configured.topic(),
            configured.hashtags(),
            List.of("alice", "bob"),
            List.of("carol", "dave"),
            configured.readiness(),
            new ByHand(Readiness.READY, List.of("bob"), List.of("dave")),
            configured.patchSetNotify(),
            configured.attention(),
            false,
            configured.approved(),
            configured.label());

    assertThat(PushOptions.newPatchSet(rules))
        .containsExactly(
            "topic=models",
            "hashtag=chartbot",
            "hashtag=enm",
            "ready",
            "r=bob",
            "cc=dave",
            "notify=OWNER",
            QUIETLY);
  }

  @Test
  void aPatchSetThatIsPutBackChangesNothingElse() {
    assertThat(PushOptions.quiet(rules(Attention.NEW_CHANGE)))
        .containsExactly("notify=OWNER", QUIETLY);
  }

  private static ReviewRules rules(Attention attention) {
    return new ReviewRules(
        Optional.of("models"),
        List.of("chartbot", "enm"),
        List.of("alice"),
        List.of("carol"),
        Readiness.WIP,
        Notify.OWNER,
        attention,
        false);
  }
}
