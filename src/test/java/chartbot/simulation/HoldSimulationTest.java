package chartbot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.simulation.SimulatedGerrit.Change;
import chartbot.target.Target;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Late builds, a rollback or a retirement, and people who merge, in many orders. */
class HoldSimulationTest {

  private static final Target TARGET = TestTarget.of("p", "master");
  private static final int LATE_BUILDS = 12;

  /** Builds, a decision and a merge in one order. */
  private static final class Race {
    final Choices choices;
    final Scheduler scheduler;
    final SimulatedGerrit gerrit;
    final List<Outcome> outcomes = new ArrayList<>();

    Race(long seed) {
      this.choices = Choices.seeded(seed);
      this.scheduler = new Scheduler(choices);
      this.gerrit =
          new SimulatedGerrit(Map.of("values.yaml", values("5", "1")), () -> scheduler.now);
      gerrit.onBranch("values.yaml", values("7", "1"));
      gerrit.lag = choices.next(3) * 400L;
    }

    static String values(String a, String b) {
      return "images:\n  a:\n    name: a\n    tag: 1.0.0-%s\n  b:\n    name: b\n    tag: 1.0.0-%s\n"
          .formatted(a, b);
    }

    void start(String name, UpdateRequest request) {
      scheduler.add(
          name,
          self -> {
            SimulatedPorts ports =
                new SimulatedPorts(
                    gerrit, choices, self, SimulatedPorts.account(SimulatedGerrit.BOT), 0);
            UpdateResult result =
                History.update(ports, ports, History.retries(self::sleep)).run(TARGET, request);
            gerrit.trace.add(name + " ended " + result.outcome() + " " + result.notes());
            outcomes.add(result.outcome());
          });
    }

    void startLateBuilds(int count) {
      for (int i = 0; i < count; i++) {
        start("build " + i, request(new Image("a", "1.0.0-" + (8 + choices.next(3)))));
      }
    }

    /** Somebody merges what the change proposes, at some time. */
    void startMerge(Change change) {
      scheduler.add(
          "person",
          self -> {
            for (int i = choices.next(20); i > 0; i--) {
              self.pause();
            }
            gerrit.trace.add("a person merges " + change.number);
            gerrit.submit(change);
          });
    }

    void run() {
      try {
        scheduler.run(20_000);
      } catch (Throwable e) {
        throw new AssertionError(String.join("\n", gerrit.trace), e);
      }
    }
  }

  private static UpdateRequest request(Image image) {
    return new UpdateRequest(
        List.of(image), Optional.empty(), IfMissing.ADD_IF_NEW, false, false, false, false, false);
  }

  private static UpdateRequest rollback() {
    return request(Image.gone("a")).holding("it breaks");
  }

  @Test
  void ofTwelveLateBuildsAtOnceNoneGetsThroughAFreshRollback() {
    for (long seed = 0; seed < 100; seed++) {
      Race race = new Race(seed);
      race.start("rollback", rollback());
      race.run();
      int pushes = race.gerrit.pushes;
      race.outcomes.clear();

      race.startMerge(race.gerrit.open().get(0));
      race.startLateBuilds(LATE_BUILDS);
      race.run();

      assertThat(race.outcomes)
          .as("seed %d: %s", seed, race.gerrit.trace)
          .hasSize(LATE_BUILDS)
          .containsOnly(Outcome.LEFT_ALONE);
      assertThat(race.gerrit.pushes).isEqualTo(pushes);
      assertThat(race.gerrit.tip().files()).containsEntry("values.yaml", Race.values("5", "1"));
    }
  }

  @Test
  void ofTwelveLateBuildsAtOnceNoneBringsBackAnImageThatIsBeingRetired() {
    for (long seed = 0; seed < 100; seed++) {
      Race race = new Race(seed);
      race.start("retire", request(Image.gone("a")));
      race.run();
      int pushes = race.gerrit.pushes;
      race.outcomes.clear();

      race.startMerge(race.gerrit.open().get(0));
      race.startLateBuilds(LATE_BUILDS);
      race.run();

      assertThat(race.outcomes)
          .as("seed %d: %s", seed, race.gerrit.trace)
          .hasSize(LATE_BUILDS)
          .allMatch(Outcome::mustBeActedOn);
      assertThat(race.gerrit.pushes).isEqualTo(pushes);
      assertThat(race.gerrit.open()).isEmpty();
    }
  }

  @Test
  void aRollbackAmongBuildsWinsWhicheverPushesLast() {
    for (long seed = 0; seed < 500; seed++) {
      Race race = new Race(seed);
      race.startLateBuilds(2);
      race.start("rollback", rollback());
      race.run();

      assertThat(race.gerrit.open())
          .as("seed %d: %s", seed, race.gerrit.trace)
          .singleElement()
          .satisfies(
              change -> assertThat(change.open().images()).isEqualTo(Map.of("a", "1.0.0-5")));
    }
  }

  @Test
  void aRetirementAmongBuildsWinsWhicheverPushesLast() {
    for (long seed = 0; seed < 500; seed++) {
      Race race = new Race(seed);
      race.startLateBuilds(2);
      race.start("retire", request(Image.gone("a")));
      race.run();

      assertThat(race.gerrit.open())
          .as("seed %d: %s", seed, race.gerrit.trace)
          .singleElement()
          .satisfies(change -> assertThat(change.open().images()).isEqualTo(Map.of("a", "")));
    }
  }
}
