package chartbot.update;

import static chartbot.lifecycle.Given.BOT;
import static chartbot.lifecycle.Given.change;
import static chartbot.lifecycle.Given.tags;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.lifecycle.Decision;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Given;
import chartbot.lifecycle.Lifecycle;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.Situation;
import chartbot.lifecycle.Tagging;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two runs of two groups about the same images, in every order of their looks and deeds. */
class RacingGroupsTest {

  static Stream<Arguments> races() {
    return Stream.of(
        race("the same pair", ask("a:2", "b:2"), ask("a:2", "b:2")),
        race("the same image", ask("a:2"), ask("a:2")),
        race("one image, and a pair with it", ask("a:2"), ask("a:2", "b:2")),
        race("one image, and a pair with a newer one", ask("a:2"), ask("a:3", "b:2")),
        race("the same image, open as it was", ask("a:2").open("a:1"), ask("a:2")),
        race("the same image, open as they were", ask("a:2").open("a:1"), ask("a:2").open("a:1")),
        race("pairs, open as they were", ask("a:2", "b:1").open("a:1"), ask("a:2").open("b:1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("races")
  void exactlyOneChangeStaysOpenAndHasAllThatWasAskedFor(String name, Asked first, Asked second) {
    Deque<List<Integer>> schedules = new ArrayDeque<>(List.of(List.of()));
    int played = 0;
    while (!schedules.isEmpty()) {
      Race race = new Race(List.of(first, second));
      race.play(schedules.pop(), schedules);
      played++;
      assertThat(race.open.values()).as("%s: %s", name, race.told).hasSize(1);
      OpenChange left = race.open.values().iterator().next();
      assertThat(left.images()).as("%s: %s", name, race.told).containsAllEntriesOf(race.newest());
    }
    assertThat(played).isGreaterThan(20);
  }

  private static Arguments race(String name, Asked first, Asked second) {
    return Arguments.of(name, first, second);
  }

  private static Asked ask(String... images) {
    return new Asked(tags(images), List.of());
  }

  /** What one run asks for, and what its group has open already. */
  private record Asked(Map<String, String> tags, List<String> open) {

    Asked open(String... images) {
      return new Asked(tags, List.of(images));
    }
  }

  private enum Step {
    LOOK,
    PUSH,
    SETTLE,
    WITHDRAW,
    CONFIRM,
    DONE
  }

  /** Where one run is. */
  private static final class Run {
    final int group;
    final Map<String, String> asked;
    Step next = Step.LOOK;
    final Map<String, String> owed = new HashMap<>();
    Map<String, String> wanted = Map.of();
    Decision decision = new Decision.NewChange(List.of());
    Deque<OpenChange> withdraw = new ArrayDeque<>();
    int pushed;
    int kept;

    Run(int group, Map<String, String> asked) {
      this.group = group;
      this.asked = asked;
    }

    void owes(OpenChange gone) {
      gone.images().forEach((name, tag) -> owed.merge(name, tag, Tagging::newer));
    }
  }

  /** A Gerrit in a few lines, and the runs on it as {@link ChartUpdate} plays them. */
  private static final class Race {
    final Map<Integer, OpenChange> open = new TreeMap<>();
    final List<Run> runs = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    private final Map<Integer, Integer> groups = new HashMap<>();
    private final Map<Integer, Given> changes = new HashMap<>();
    private int numbers;

    Race(List<Asked> asked) {
      for (Asked each : asked) {
        Run run = new Run(runs.size(), each.tags());
        runs.add(run);
        if (!each.open().isEmpty()) {
          create(run, tags(each.open().toArray(new String[0])));
        }
      }
    }

    /** Steps as scheduled, then the first run that can; what else was possible is for later. */
    void play(List<Integer> schedule, Deque<List<Integer>> others) {
      List<Integer> taken = new ArrayList<>();
      while (runs.stream().anyMatch(run -> run.next != Step.DONE)) {
        List<Integer> ready =
            runs.stream().filter(run -> run.next != Step.DONE).map(run -> run.group).toList();
        int chosen = ready.get(0);
        if (taken.size() < schedule.size()) {
          chosen = schedule.get(taken.size());
        } else if (ready.size() > 1) {
          List<Integer> other = new ArrayList<>(taken);
          other.add(ready.get(1));
          others.push(other);
        }
        taken.add(chosen);
        assertThat(taken).as("no end").hasSizeLessThan(100);
        told.add(chosen + " " + runs.get(chosen).next);
        step(runs.get(chosen));
      }
    }

    private void step(Run run) {
      switch (run.next) {
        case LOOK -> look(run);
        case PUSH -> push(run);
        case SETTLE -> {
          run.next = Step.LOOK;
          if (open.containsKey(run.pushed)) {
            look(run);
          }
          if (run.next == Step.PUSH) {
            run.next = Step.LOOK;
          }
        }
        case WITHDRAW -> {
          OpenChange gone = run.withdraw.pop();
          told.add("- " + gone.number());
          open.remove(gone.number());
          run.next = run.withdraw.isEmpty() ? Step.CONFIRM : Step.WITHDRAW;
        }
        case CONFIRM -> {
          run.next = open.containsKey(run.kept) ? Step.DONE : Step.LOOK;
          if (run.next == Step.LOOK) {
            List<OpenChange> gone = new ArrayList<>(run.decision.abandon());
            gone.add(((Decision.Proposed) run.decision).change());
            gone.stream().filter(each -> isOf(each, run)).forEach(run::owes);
          }
        }
        case DONE -> throw new AssertionError();
      }
    }

    private void look(Run run) {
      List<OpenChange> own = open.values().stream().filter(each -> isOf(each, run)).toList();
      run.wanted = DesiredState.of(run.asked, own, BOT, false).owing(run.owed).tags();
      run.decision =
          Lifecycle.decide(
              new Situation(
                  run.wanted,
                  Set.of(),
                  own,
                  open.values().stream().filter(each -> !isOf(each, run)).toList(),
                  BOT,
                  Set.of(),
                  Set.of(),
                  Set.of(),
                  false,
                  false));
      run.withdraw = new ArrayDeque<>(run.decision.abandon());
      run.next = Step.PUSH;
      if (run.decision instanceof Decision.Proposed proposed) {
        run.kept = proposed.change().number();
        run.next = run.withdraw.isEmpty() ? Step.DONE : Step.WITHDRAW;
      }
    }

    private void push(Run run) {
      run.next = Step.SETTLE;
      if (run.decision instanceof Decision.NewPatchSet patchSet) {
        run.pushed = patchSet.change().number();
        if (!open.containsKey(run.pushed)) {
          run.next = Step.LOOK; // closed
        } else {
          propose(run.pushed, run.wanted);
        }
      } else {
        create(run, run.wanted);
      }
    }

    private void create(Run run, Map<String, String> images) {
      run.pushed = ++numbers;
      groups.put(run.pushed, run.group);
      changes.put(run.pushed, change(run.pushed));
      propose(run.pushed, images);
    }

    private void propose(int number, Map<String, String> images) {
      String[] text =
          images.entrySet().stream()
              .map(image -> image.getKey() + ":" + image.getValue())
              .toArray(String[]::new);
      told.add("+ " + number + " " + images);
      open.put(number, Objects.requireNonNull(changes.get(number)).proposes(text).open());
    }

    private boolean isOf(OpenChange change, Run run) {
      return Objects.requireNonNull(groups.get(change.number())) == run.group;
    }

    Map<String, String> newest() {
      Map<String, String> newest = new HashMap<>();
      runs.forEach(
          run -> run.asked.forEach((name, tag) -> newest.merge(name, tag, Tagging::newer)));
      return newest;
    }
  }
}
