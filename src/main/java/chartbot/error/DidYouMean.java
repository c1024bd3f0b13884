package chartbot.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid word that a misspelt one most likely stands for. */
public final class DidYouMean {

  private DidYouMean() {}

  /** The candidate that takes the fewest edits to reach, where few is at most a third. */
  public static Optional<String> to(String word, Collection<String> candidates) {
    String wanted = folded(word);
    return candidates.stream()
        .filter(c -> distance(wanted, folded(c)) <= Math.max(2, wanted.length() / 3))
        .filter(c -> distance(wanted, folded(c)) < Math.max(wanted.length(), 2))
        .min(
            Comparator.<String>comparingInt(c -> distance(wanted, folded(c)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean 'X'?"}, or nothing where no candidate is near. */
  public static String hint(String word, Collection<String> candidates) {
    return to(word, candidates).map(c -> "; did you mean '" + c + "'?").orElse("");
  }

  /** Case and the choice of separator are no misspelling worth counting. */
  private static String folded(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Optimal string alignment: insertions, deletions, replacements, swaps of neighbours. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
