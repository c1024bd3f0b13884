package chartbot.update;

import java.util.Locale;

/** How much of what is proposed was proved. */
public enum Verified {
  /** The whole chart was rendered before and after, and judged. */
  FULL,
  /**
   * Something was left out: a dependency that the repository does not hold, or what is not read.
   */
  PARTIAL,
  /** Nothing was rendered, or the chart does not render. */
  NONE;

  /** The word in reports. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
