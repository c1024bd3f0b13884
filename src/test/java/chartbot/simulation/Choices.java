package chartbot.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The dice of one history: drawn from a seed, or given; what was drawn can be played again. */
final class Choices {

  private final int[] given;
  private final SplittableRandom random;
  private final boolean drawn;
  private final List<Integer> taken = new ArrayList<>();

  private Choices(int[] given, long seed, boolean drawn) {
    this.given = given;
    this.random = new SplittableRandom(seed);
    this.drawn = drawn;
  }

  static Choices seeded(long seed) {
    return new Choices(new int[0], seed, true);
  }

  /** After the last one given, always 0. */
  static Choices of(int[] given) {
    return new Choices(given, 0, false);
  }

  /** From 0 to {@code bound - 1}. */
  int next(int bound) {
    int chosen =
        drawn ? random.nextInt(bound) : taken.size() < given.length ? given[taken.size()] : 0;
    chosen = Math.floorMod(chosen, bound);
    taken.add(chosen);
    return chosen;
  }

  /** Whether something happens that happens once in so many times; 0 means that it does not. */
  boolean oneIn(int times) {
    return next(times) == times - 1;
  }

  int[] taken() {
    return taken.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The simplest choices, as far as a few hundred tries find them, that still fail. */
  static int[] shrunk(int[] failing, Predicate<int[]> fails) {
    int[] best = failing;
    int tries = 400;
    for (int chunk = Math.max(1, best.length / 2); chunk >= 1; chunk /= 2) {
      for (int at = 0; at < best.length && tries > 0; at += chunk) {
        int[] zeroed = best.clone();
        Arrays.fill(zeroed, at, Math.min(best.length, at + chunk), 0);
        if (!Arrays.equals(zeroed, best)) {
          tries--;
          best = fails.test(zeroed) ? zeroed : best;
        }
      }
    }
    return best;
  }
}
