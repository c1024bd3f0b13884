package chartbot.lifecycle;

import static chartbot.lifecycle.Given.BOT;
import static chartbot.lifecycle.Given.SOMEBODY;
import static chartbot.lifecycle.Given.change;
import static chartbot.lifecycle.Given.tags;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From (wanted, open changes) to one decision: each row is a case and what must become of it. */
class LifecycleTest {

  static Stream<Arguments> cases() {
    return Stream.of(
        row("nothing is open: a new change", want("a:2"), "new, withdraw []"),
        row(
            "the open change says it: it keeps its patch set and its votes",
            want("a:2").own(change(1).proposes("a:2")),
            "proposed 1, withdraw []"),
        row(
            "the open change has an older tag: a patch set of the same change",
            want("a:2").own(change(1).proposes("a:1")),
            "patch set of 1, withdraw []"),
        row(
            "the open change says it but is out of date: a patch set",
            want("a:2").own(change(1).proposes("a:2")).stale(1),
            "patch set of 1, withdraw []"),
        row(
            "an approved change that is left to merge keeps its patch set",
            want("a:2").own(change(1).proposes("a:1")).leftToMerge(1),
            "wait for 1, withdraw []"),
        row(
            "an approved change gets a patch set by force",
            want("a:2").own(change(1).proposes("a:1")).leftToMerge(1).force(),
            "patch set of 1, withdraw []"),
        row(
            "the branch has all of it: the open change is superfluous",
            want("a:2").own(change(1).proposes("a:2")).branchHasAll(),
            "unchanged, withdraw [1]"),
        row(
            "the branch has all of it, nothing is open",
            want("a:2").branchHasAll(),
            "unchanged, withdraw []"),
        row(
            "somebody else's patch set is respected",
            want("a:2").own(change(1).proposes("a:1").amendedBy(SOMEBODY, "a:1")),
            "leave 1 alone and tell, withdraw []"),
        row(
            "somebody else's patch set that says it is as good",
            want("a:2").own(change(1).proposes("a:1").amendedBy(SOMEBODY, "a:2")),
            "proposed 1, withdraw []"),
        row(
            "somebody else's patch set is replaced by force",
            want("a:2").own(change(1).proposes("a:1").amendedBy(SOMEBODY, "a:1")).force(),
            "patch set of 1, withdraw []"),
        row(
            "somebody else's patch set that one of the bot's lies over is put back",
            want("a:3").own(change(1).proposes("a:1").amendedBy(SOMEBODY, "a:1").proposes("a:3")),
            "put back patch set 2 of 1, withdraw []"),
        row(
            "so it is even where the bot is to leave the change alone: that undoes what it did",
            want("a:3")
                .own(
                    change(1)
                        .amendedBy(SOMEBODY, "a:1")
                        .proposes("a:3")
                        .hashtags("chartbot", "chartbot: ignore")),
            "put back patch set 1 of 1, withdraw []"),
        row(
            "so it is before what the branch has makes the change superfluous",
            want("a:3")
                .own(change(1).proposes("a:1").amendedBy(SOMEBODY, "a:1").proposes("a:3"))
                .branchHasAll(),
            "put back patch set 2 of 1, withdraw []"),
        row(
            "where nothing can be pushed it stays overwritten and is left to its person",
            want("a:4")
                .own(change(1).proposes("a:1").amendedBy(SOMEBODY, "a:1").proposes("a:3"))
                .duplicate("I1"),
            "leave 1 alone and tell, withdraw []"),
        row(
            "somebody else's patch set that was replaced by force stays replaced",
            want("a:4").own(change(1).amendedBy(SOMEBODY, "a:1").forces("a:2").proposes("a:3")),
            "patch set of 1, withdraw []"),
        row(
            "everything asked for was skipped: nothing is superfluous",
            want().own(change(1).amendedBy(BOT.id() + 5, "a:2")).branchHasAll(),
            "unchanged, withdraw []"),
        row(
            "a veto is respected",
            want("a:2").own(change(1).proposes("a:1").vetoed()),
            "leave 1 alone, withdraw []"),
        row(
            "the ignore hashtag is respected",
            want("a:2").own(change(1).proposes("a:1").hashtags("chartbot", "chartbot: ignore")),
            "leave 1 alone, withdraw []"),
        row(
            "two changes after a race, one says it: it stays, the other goes",
            want("a:2").own(change(1).proposes("a:1")).own(change(2).proposes("a:2")),
            "proposed 2, withdraw [1]"),
        row(
            "two changes after a race, both say it: the older one stays",
            want("a:2").own(change(1).proposes("a:2")).own(change(2).proposes("a:2")),
            "proposed 1, withdraw [2]"),
        row(
            "two changes share their id, one says it: it stays as it is",
            want("a:2")
                .own(change(1).id("Ix").proposes("a:1"))
                .own(change(2).id("Ix").proposes("a:2")),
            "proposed 2, withdraw [1]"),
        row(
            "two changes share their id, none says it: their id takes no push, so a new change",
            want("a:3")
                .own(change(1).id("Ix").proposes("a:1"))
                .own(change(2).id("Ix").proposes("a:2")),
            "new, withdraw [1, 2]"),
        row(
            "two share their id and both say it, a third one with a good id too: the oldest stays",
            want("a:2")
                .own(change(1).id("Ix").proposes("a:2"))
                .own(change(2).id("Ix").proposes("a:2"))
                .own(change(3).id("Iy").proposes("a:2")),
            "proposed 1, withdraw [2, 3]"),
        row(
            "the oldest that says it stays, even where this run knows that its id is duplicate",
            want("a:2")
                .own(change(1).proposes("a:2"))
                .own(change(2).proposes("a:2"))
                .duplicate("I1"),
            "proposed 1, withdraw [2]"),
        row(
            "the change's id is known to be duplicate: a new change, then the old one goes",
            want("a:2").own(change(1).proposes("a:1")).duplicate("I1"),
            "new, withdraw [1]"),
        row(
            "two changes after a race, a person took one: work goes on in the other one",
            want("a:2")
                .own(change(1).proposes("a:2"))
                .own(change(2).proposes("a:1").amendedBy(SOMEBODY, "a:1")),
            "proposed 1 beside [2], withdraw []"),
        row(
            "so it does where the other one is older than what is wanted",
            want("a:3").own(change(1).proposes("a:1").vetoed()).own(change(2).proposes("a:2")),
            "patch set of 2, withdraw []"),
        row(
            "a person's change that says it all makes the group's other ones superfluous",
            want("a:2")
                .own(change(1).proposes("a:1"))
                .own(change(2).proposes("a:1").amendedBy(SOMEBODY, "a:2")),
            "proposed 2, withdraw [1]"),
        row(
            "a vetoed change that says it all makes none superfluous",
            want("a:2", "b:1")
                .own(change(1).proposes("a:2", "b:1").vetoed())
                .other(change(5).proposes("a:2")),
            "proposed 1, withdraw []"),
        row(
            "a veto is not evaded in another change of the group",
            want("a:2").own(change(1).proposes("a:2").vetoed()).own(change(2).proposes("a:1")),
            "proposed 1, withdraw []"),
        row(
            "a change that a person holds makes none superfluous that says more",
            want("a:5")
                .own(change(1).id("Ix").proposes("a:2").vetoed())
                .own(change(2).id("Ix").proposes("a:3")),
            "leave 1 alone, withdraw []"),
        row(
            "a change that a person holds makes no other group's superfluous that says more",
            want("a:5", "b:1")
                .own(change(1).proposes("a:1", "b:1").amendedBy(SOMEBODY, "a:1", "b:1"))
                .other(change(5).proposes("a:4")),
            "leave 1 alone and tell, withdraw []"),
        row(
            "a vetoed change of another group is as good as none",
            want("a:2").other(change(5).proposes("a:3", "b:1").vetoed()),
            "new, withdraw []"),
        row(
            "so is one that does not merge",
            want("a:2")
                .own(change(6).proposes("a:2"))
                .other(change(5).proposes("a:3", "b:1"))
                .stale(5),
            "proposed 6, withdraw []"),
        row(
            "another group's change has every image at this tag or a newer one",
            want("a:2").other(change(5).proposes("a:3", "b:1")),
            "proposed 5, withdraw []"),
        row(
            "another group's change says the same and is older: it stays, ours goes",
            want("a:2").own(change(6).proposes("a:2")).other(change(5).proposes("a:2")),
            "proposed 5, withdraw [6]"),
        row(
            "another group's change says the same and is younger: ours stays, it goes",
            want("a:2").own(change(5).proposes("a:2")).other(change(6).proposes("a:2")),
            "proposed 5, withdraw [6]"),
        row(
            "ours would say the same as an older one of another group: no patch set, ours goes",
            want("a:2").own(change(6).proposes("a:1")).other(change(5).proposes("a:2")),
            "proposed 5, withdraw [6]"),
        row(
            "another group's change covers ours: ours goes, however old",
            want("a:2").own(change(5).proposes("a:2")).other(change(6).proposes("a:2", "b:1")),
            "proposed 6, withdraw [5]"),
        row(
            "of several that cover ours that one is told which covers them all",
            want("a:2")
                .own(change(4).proposes("a:2"))
                .other(change(5).proposes("a:2", "b:1"))
                .other(change(6).proposes("a:2", "b:1", "c:1")),
            "proposed 6, withdraw [4]"),
        row(
            "another group's change has it older: both stand",
            want("a:2").other(change(5).proposes("a:1", "b:1")),
            "new, withdraw []"),
        row(
            "another group's change is covered by the new one",
            want("a:2", "b:1").other(change(5).proposes("a:2")),
            "new, withdraw [5]"),
        row(
            "another group's change is covered, but a person holds it",
            want("a:2", "b:1").other(change(5).proposes("a:1").amendedBy(SOMEBODY, "a:1")),
            "new, withdraw []"),
        row(
            "another group's change is covered, but is not the bot's",
            want("a:2", "b:1").other(change(5).ownedBy(SOMEBODY).proposes("a:1")),
            "new, withdraw []"),
        row(
            "another group's change is covered in part only",
            want("a:2", "b:1").other(change(5).proposes("a:2", "c:1")),
            "new, withdraw []"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everySituationHasOneDecision(String name, Case given, String expected) {
    assertThat(text(Lifecycle.decide(given.situation()))).as(name).isEqualTo(expected);
  }

  private static Arguments row(String name, Case given, String expected) {
    return Arguments.of(name, given, expected);
  }

  private static Case want(String... images) {
    return new Case(tags(images));
  }

  private static String text(Decision decision) {
    String what = "";
    if (decision instanceof Decision.Unchanged) {
      what = "unchanged";
    } else if (decision instanceof Decision.Proposed proposed) {
      List<Integer> beside = proposed.leftAlone().stream().map(it -> it.change().number()).toList();
      what =
          "proposed " + proposed.change().number() + (beside.isEmpty() ? "" : " beside " + beside);
    } else if (decision instanceof Decision.WaitForMerge wait) {
      what = "wait for " + wait.change().number();
    } else if (decision instanceof Decision.LeaveAlone leave) {
      what =
          "leave " + leave.change().number() + " alone" + (leave.notifyPeople() ? " and tell" : "");
    } else if (decision instanceof Decision.Restore putBack) {
      what = "put back patch set " + putBack.theirs().number() + " of " + putBack.change().number();
    } else if (decision instanceof Decision.NewChange) {
      what = "new";
    } else if (decision instanceof Decision.NewPatchSet patchSet) {
      what = "patch set of " + patchSet.change().number();
    }
    return what + ", withdraw " + decision.abandon().stream().map(OpenChange::number).toList();
  }

  /** One row's situation. */
  private static final class Case {

    private final Map<String, String> wanted;
    private final List<OpenChange> own = new ArrayList<>();
    private final List<OpenChange> others = new ArrayList<>();
    private Set<Integer> stale = Set.of();
    private Set<Integer> merging = Set.of();
    private Set<String> duplicate = Set.of();
    private boolean force;
    private boolean branchHasAll;

    Case(Map<String, String> wanted) {
      this.wanted = wanted;
    }

    Case own(Given change) {
      own.add(change.open());
      return this;
    }

    Case other(Given change) {
      others.add(change.open());
      return this;
    }

    Case stale(Integer number) {
      stale = Set.of(number);
      return this;
    }

    Case leftToMerge(Integer number) {
      merging = Set.of(number);
      return this;
    }

    Case duplicate(String id) {
      duplicate = Set.of(id);
      return this;
    }

    Case force() {
      force = true;
      return this;
    }

    Case branchHasAll() {
      branchHasAll = true;
      return this;
    }

    Situation situation() {
      return new Situation(
          wanted,
          Set.of(),
          own,
          others,
          BOT,
          stale,
          merging,
          duplicate,
          force,
          branchHasAll,
          false);
    }
  }
}
