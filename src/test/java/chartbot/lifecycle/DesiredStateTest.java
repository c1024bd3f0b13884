package chartbot.lifecycle;

import static chartbot.lifecycle.Given.BOT;
import static chartbot.lifecycle.Given.SOMEBODY;
import static chartbot.lifecycle.Given.change;
import static chartbot.lifecycle.Given.tags;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DesiredStateTest {

  @Test
  void theNewestTagOfAskedAndProposedIsWanted() {
    assertThat(wanted("a:1.2.3-9", change(1).proposes("a:1.2.3-10"))).isEqualTo(tags("a:1.2.3-10"));
    assertThat(wanted("a:1.2.3-11", change(1).proposes("a:1.2.3-10")))
        .isEqualTo(tags("a:1.2.3-11"));
  }

  @Test
  void aNewerTagBelowThePatchSetThatWonARaceIsNotLost() {
    assertThat(wanted("a:4", change(1).proposes("a:3").proposes("a:7").proposes("a:5")))
        .isEqualTo(tags("a:7"));
  }

  @Test
  void imagesThatTheGroupsChangeCarriesStay() {
    assertThat(wanted("a:2", change(1).proposes("a:1", "b:5"))).isEqualTo(tags("a:2", "b:5"));
  }

  @Test
  void duplicatesOfARaceAreMerged() {
    DesiredState wanted =
        DesiredState.of(
            tags("a:1"),
            List.of(
                change(1).proposes("a:3", "b:1").open(), change(2).proposes("a:2", "b:2").open()),
            BOT,
            false);
    assertThat(wanted.tags()).isEqualTo(tags("a:3", "b:2"));
  }

  @Test
  void whatAPersonWroteIntoTheFootersIsNoRequest() {
    assertThat(wanted("a:2", change(1).proposes("a:1").amendedBy(SOMEBODY, "a:9")))
        .isEqualTo(tags("a:2"));
  }

  @Test
  void aDowngradeTakesTheOpenChangeBack() {
    DesiredState wanted =
        DesiredState.of(tags("a:1"), List.of(change(1).proposes("a:3").open()), BOT, true);
    assertThat(wanted.tags()).isEqualTo(tags("a:1"));
    assertThat(wanted.against(Map.of("a", "2")).tags()).isEqualTo(tags("a:1"));
  }

  @Test
  void aProposedDowngradeOutlivesALateBuildOfATagThatTheBranchHasNewer() {
    DesiredState wanted =
        DesiredState.of(tags("a:6"), List.of(change(1).takesBackTo("a:5").open()), BOT, false)
            .against(Map.of("a", "7"));
    assertThat(wanted.tags()).isEqualTo(tags("a:5"));
  }

  @Test
  void aTagNewerThanTheBranchEndsAProposedDowngrade() {
    DesiredState wanted =
        DesiredState.of(tags("a:8"), List.of(change(1).takesBackTo("a:5").open()), BOT, false)
            .against(Map.of("a", "7"));
    assertThat(wanted.tags()).isEqualTo(tags("a:8"));
    assertThat(wanted.downgraded()).isEmpty();
  }

  @Test
  void aDowngradeOfOneImageIsNoneOfTheOthersInTheChange() {
    DesiredState wanted =
        DesiredState.of(
                Map.of(), List.of(change(1).takesBack("a", "a:1", "b:5").open()), BOT, false)
            .against(Map.of("a", "7", "b", "7"));
    assertThat(wanted.tags()).isEqualTo(tags("a:1", "b:7"));
    assertThat(wanted.downgraded()).containsExactly("a");
  }

  @Test
  void aDowngradeOfOneImageTakesBackNoTagOfAnotherThatLostARace() {
    assertThat(wanted("a:1", change(1).proposes("a:3", "b:7").takesBack("a", "a:1", "b:5")))
        .isEqualTo(tags("a:1", "b:7"));
  }

  @Test
  void theBranchsNewerTagWinsOverAnOlderOneAskedFor() {
    DesiredState wanted = DesiredState.of(tags("a:1", "b:2"), List.of(), BOT, false);
    assertThat(wanted.against(Map.of("a", "3", "b", "1")).tags()).isEqualTo(tags("a:3", "b:2"));
  }

  private static Map<String, String> wanted(String asked, Given open) {
    return DesiredState.of(tags(asked), List.of(open.open()), BOT, false).tags();
  }
}
