package chartbot.cli;

/** Colours for a terminal, or none. */
record Paint(boolean colored) {

  String bold(String text) {
    return wrap("1", text);
  }

  String faint(String text) {
    return wrap("2", text);
  }

  String red(String text) {
    return wrap("31", text);
  }

  String green(String text) {
    return wrap("32", text);
  }

  String yellow(String text) {
    return wrap("33", text);
  }

  String cyan(String text) {
    return wrap("36", text);
  }

  /** A unified diff as Git colours it. */
  String diff(String unified) {
    if (!colored) {
      return unified;
    }
    StringBuilder painted = new StringBuilder();
    boolean inHunk = false;
    for (String line : unified.split("\n", -1)) {
      if (line.startsWith("diff --git ")) {
        inHunk = false;
      } else if (line.startsWith("@@ ")) {
        inHunk = true;
      }
      painted.append(line.isEmpty() ? line : line(line, inHunk)).append('\n');
    }
    painted.setLength(painted.length() - 1);
    return painted.toString();
  }

  private String line(String line, boolean inHunk) {
    if (!inHunk) {
      return bold(line);
    }
    return switch (line.charAt(0)) {
      case '@' -> cyan(line);
      case '+' -> green(line);
      case '-' -> red(line);
      default -> line;
    };
  }

  private String wrap(String code, String text) {
    return colored ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
