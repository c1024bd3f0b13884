package chartbot.cli;

/**
 * An image as somebody wrote it.
 *
 * @param where {@code FILE:LINE} or {@code FILE:LINE:COLUMN}; empty for one of the command line
 */
record ImageText(String text, String where) {

  /** What is said about it, behind its place. */
  String told(String what) {
    return where.isEmpty() ? what : where + ": " + what;
  }
}
