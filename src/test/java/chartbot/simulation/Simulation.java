package chartbot.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Plays histories, one of each seed.
 *
 * @param people whether people meddle
 * @param faults whether calls fail and answers are lost
 */
record Simulation(boolean people, boolean faults) {

  static final Simulation RACES = new Simulation(false, false);
  static final Simulation FAULTS = new Simulation(false, true);
  static final Simulation PEOPLE = new Simulation(true, true);
  static final List<Simulation> KINDS = List.of(RACES, FAULTS, PEOPLE);

  /** The simplest history, as text, that the first failing seed leads to. */
  Optional<String> failure(long first, int histories) {
    OptionalLong seed = failingSeed(first, histories);
    return seed.isPresent() ? Optional.of(shrunk(seed.getAsLong())) : Optional.empty();
  }

  /** Any failing seed; two histories have nothing in common, so each processor plays its own. */
  OptionalLong failingSeed(long first, int histories) {
    return LongStream.range(first, first + histories)
        .parallel()
        .filter(seed -> error(history(Choices.seeded(seed))).isPresent())
        .findAny();
  }

  private String shrunk(long seed) {
    History failing = history(Choices.seeded(seed));
    error(failing);
    int[] simplest =
        Choices.shrunk(
            failing.choices.taken(), taken -> error(history(Choices.of(taken))).isPresent());
    History simple = history(Choices.of(simplest));
    StringWriter text = new StringWriter();
    text.write("seed " + seed + ":\n");
    Optional<Throwable> error = error(simple);
    text.write(String.join("\n", simple.gerrit.trace) + "\n");
    error.ifPresent(e -> e.printStackTrace(new PrintWriter(text)));
    return text.toString();
  }

  private History history(Choices choices) {
    return new History(choices, people, faults);
  }

  private static Optional<Throwable> error(History history) {
    try {
      history.play();
      return Optional.empty();
    } catch (Throwable e) {
      return Optional.of(e);
    }
  }
}
