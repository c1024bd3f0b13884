package chartbot.error;

/**
 * A place in a file as editors count it.
 *
 * @param line counted from 1
 * @param column counted from 1, in characters as a person sees them (code points)
 */
public record Location(String file, int line, int column) {

  public Location {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("line and column count from 1: " + line + ":" + column);
    }
  }

  @Override
  public String toString() {
    return PrintableText.line(file) + ":" + line + ":" + column;
  }
}
