package chartbot.chart;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds places in plainly written block YAML by lines and indentation, without any YAML parser. */
final class LineOracle {

  private static final Pattern TAG =
      Pattern.compile("( *tag: *)(\"[^\"]*\"|'[^']*'|[^\\s#'\"]*)(.*)");

  private LineOracle() {}

  static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  /** The line of the {@code tag:} of the mapping at a dotted path. */
  static int tagLine(List<String> lines, String path) {
    int parent = find(lines, path);
    int end = endOf(lines, path);
    int column = columnOfEntries(lines, path);
    for (int i = parent + 1; i < end; i++) {
      if (lines.get(i).startsWith(" ".repeat(column) + "tag:")) {
        return i;
      }
    }
    throw new IllegalArgumentException("no tag below " + path);
  }

  /** The line with another tag in the quotes of the old one. */
  static String withTag(String line, String tag) {
    Matcher found = TAG.matcher(line);
    if (!found.matches()) {
      throw new IllegalArgumentException(line);
    }
    String old = found.group(2);
    if (old.isEmpty()) {
      String rest = line.substring(line.indexOf(':') + 1);
      return line.substring(0, line.indexOf(':') + 1) + " " + tag + rest;
    }
    String quote = old.startsWith("\"") || old.startsWith("'") ? old.substring(0, 1) : "";
    return found.group(1) + quote + tag + quote + found.group(3);
  }

  /** The line behind the last content of a mapping and the deeper comments below it. */
  static int endOf(List<String> lines, String path) {
    int start = find(lines, path);
    int own = indent(lines.get(start));
    int column = columnOfEntries(lines, path);
    int end = start + 1;
    boolean content = true;
    for (int i = start + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        continue;
      }
      boolean comment = line.strip().startsWith("#");
      if (!comment
          && indent(line) <= own
          && !(indent(line) == own && line.strip().startsWith("- "))) {
        break;
      }
      if (!comment) {
        end = i + 1;
        content = true;
      } else if (content && indent(line) > column) {
        end = i + 1;
      } else {
        content = false;
      }
    }
    return end;
  }

  /** The column of the first entry of a mapping. */
  static int columnOfEntries(List<String> lines, String path) {
    for (int i = find(lines, path) + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        return indent(line);
      }
    }
    throw new IllegalArgumentException("nothing below " + path);
  }

  private static int find(List<String> lines, String path) {
    int line = -1;
    int column = 0;
    for (String key : List.of(path.split("\\.", -1))) {
      line++;
      while (!lines.get(line).startsWith(" ".repeat(column) + key + ":")) {
        line++;
      }
      int below = line + 1;
      while (lines.get(below).isBlank() || lines.get(below).strip().startsWith("#")) {
        below++;
      }
      column = indent(lines.get(below));
    }
    return line;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
