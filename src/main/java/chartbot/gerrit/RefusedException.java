package chartbot.gerrit;

/** Gerrit understood a request and refused it: 403, 404, 405, 409 or 412. */
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
