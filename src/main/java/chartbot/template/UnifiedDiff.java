package chartbot.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A unified diff, taken apart so that old and new can stand side by side. */
final class UnifiedDiff {

  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+).*");

  private final List<Map<String, Object>> files = new ArrayList<>();
  private List<Map<String, Object>> hunks = new ArrayList<>();
  private List<Map<String, Object>> blocks = new ArrayList<>();
  private List<Map<String, Object>> before = new ArrayList<>();
  private List<Map<String, Object>> after = new ArrayList<>();
  private boolean stays;
  private boolean inHunk;
  private int oldLine;
  private int newLine;

  private UnifiedDiff() {}

  /** Files of hunks of blocks: a block is lines that stay, or old lines and what replaces them. */
  static List<Map<String, Object>> files(String unified) {
    UnifiedDiff diff = new UnifiedDiff();
    unified.lines().forEach(diff::read);
    diff.endBlock();
    return diff.files;
  }

  private void read(String line) {
    Matcher hunk = HUNK.matcher(line);
    if (line.startsWith("diff --git ")) {
      file(line);
    } else if (hunk.matches()) {
      hunk(hunk);
    } else if (inHunk) {
      line(line);
    } else if (line.startsWith("new file ")) {
      current().put("state", "new file");
    } else if (line.startsWith("deleted file ")) {
      current().put("state", "removed");
    }
  }

  private Map<String, Object> current() {
    return files.get(files.size() - 1);
  }

  private void count(String kind) {
    current().merge(kind, 1, (counted, one) -> (Integer) counted + 1);
  }

  private void file(String line) {
    endBlock();
    inHunk = false;
    hunks = new ArrayList<>();
    String path = line.substring(line.lastIndexOf(" b/") + 3);
    files.add(
        new HashMap<>(Map.of("path", path, "hunks", hunks, "state", "", "added", 0, "removed", 0)));
  }

  private void hunk(Matcher hunk) {
    endBlock();
    inHunk = true;
    blocks = new ArrayList<>();
    oldLine = Integer.parseInt(hunk.group(1));
    newLine = Integer.parseInt(hunk.group(2));
    hunks.add(Map.of("header", hunk.group(), "blocks", blocks));
  }

  private void line(String line) {
    char kind = line.isEmpty() ? ' ' : line.charAt(0);
    String text = line.isEmpty() ? "" : line.substring(1);
    switch (kind) {
      case '-' -> {
        begin(false, !after.isEmpty());
        before.add(numbered(oldLine++, text));
        count("removed");
      }
      case '+' -> {
        begin(false, false);
        after.add(numbered(newLine++, text));
        count("added");
      }
      case '\\' -> (after.isEmpty() ? before : after).add(numbered(0, line));
      default -> {
        begin(true, false);
        before.add(numbered(oldLine++, text));
        after.add(numbered(newLine++, text));
      }
    }
  }

  /** Ends the block where the line to come is of another kind, or it is full. */
  private void begin(boolean staying, boolean full) {
    if (stays != staying || full) {
      endBlock();
      stays = staying;
    }
  }

  private void endBlock() {
    if (!before.isEmpty() || !after.isEmpty()) {
      if (!stays) {
        highlight();
      }
      blocks.add(Map.of("stays", stays, "before", before, "after", after));
      before = new ArrayList<>();
      after = new ArrayList<>();
    }
  }

  /** Old and new lines that pair up: the part in which they differ is marked. */
  private void highlight() {
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      String old = String.valueOf(before.get(i).get("text"));
      String now = String.valueOf(after.get(i).get("text"));
      int shorter = Math.min(old.length(), now.length());
      int start = 0;
      while (start < shorter && old.charAt(start) == now.charAt(start)) {
        start++;
      }
      int end = 0;
      while (end < shorter - start
          && old.charAt(old.length() - 1 - end) == now.charAt(now.length() - 1 - end)) {
        end++;
      }
      if (!old.substring(0, start).isBlank()) {
        mark(before.get(i), old, start, end);
        mark(after.get(i), now, start, end);
      }
    }
  }

  private static void mark(Map<String, Object> line, String text, int start, int end) {
    line.put("text", text.substring(0, start));
    line.put("marked", text.substring(start, text.length() - end));
    line.put("rest", text.substring(text.length() - end));
  }

  /**
   * Number 0: a remark such as the one on a missing newline. Numbers are of one width, so that
   * texts stand below one another even where a page is shown without its styles.
   */
  private static Map<String, Object> numbered(int number, String text) {
    Map<String, Object> line = new HashMap<>(Map.of("text", text, "marked", "", "rest", ""));
    line.put("number", number == 0 ? "     " : String.format("%5d", number));
    return line;
  }
}
