package chartbot.lifecycle;

/**
 * What one person or build says of a patch set.
 *
 * @param label e.g. {@code Verified}
 * @param value never 0
 * @param by the name of who voted
 * @param vetoes whether nothing can be merged as long as the vote stands
 */
public record Vote(String label, int value, String by, boolean vetoes) {

  private static final String VERIFIED = "Verified";

  /** Whether there is nothing more to wait for: what was built does not work, or must not go in. */
  public boolean endsTheWait() {
    return vetoes || (value < 0 && label.equals(VERIFIED));
  }

  @Override
  public String toString() {
    return label + (value > 0 ? "+" : "") + value + " by " + by;
  }
}
