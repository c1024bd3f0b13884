package chartbot.cli;

/**
 * An image as somebody wrote it.
 *
 * @param where {@code FILE:LINE} or {@code FILE:LINE:COLUMN}; empty for one of the command line
 */
record ImageText(String text, String where) {

  /** A message about it, after its place. */
  String located(String what) {
    return where.isEmpty() ? what : where + ": " + what;
  }
}
