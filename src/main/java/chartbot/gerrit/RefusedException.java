package chartbot.gerrit;

/**
 * An answer below 500 that is no success: Gerrit, or what stands in front of it, refused. The
 * caller may be able to go on from there; not from 401 and 429, which are told at once.
 */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  RefusedException(int status, String words) {
    super(words);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** Gerrit's own words. */
  String words() {
    return String.valueOf(getMessage());
  }
}
