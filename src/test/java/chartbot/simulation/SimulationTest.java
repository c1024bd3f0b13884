package chartbot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Thousands of histories of racing runs, people and faults on a model of Gerrit. Whatever happens,
 * every tag that was asked for ends merged, proposed, superseded, or held by somebody.
 */
class SimulationTest {

  private static final int HISTORIES = Integer.getInteger("chartbot.histories", 20_000);

  @Test
  void racingRunsAgree() {
    assertThat(failure(Simulation.RACES, HISTORIES / 4)).isEmpty();
  }

  @Test
  void faultsAndLostAnswersAreOutlived() {
    assertThat(failure(Simulation.FAULTS, HISTORIES / 4)).isEmpty();
  }

  @Test
  void peopleKeepWhatIsTheirsAndNothingIsLost() {
    assertThat(failure(Simulation.PEOPLE, HISTORIES / 2)).isEmpty();
  }

  private static Optional<String> failure(Simulation kind, int histories) {
    return kind.failure(Long.getLong("chartbot.seed", 0), histories);
  }
}
