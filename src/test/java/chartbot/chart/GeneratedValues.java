package chartbot.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A values file written at random: style, comments, indentation, quotes and line ends vary; it
 * remembers where the text of each tag is.
 */
final class GeneratedValues {

  static final String TAG = "1.2.3-4";

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> tags = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final String end;
  private final int step;

  GeneratedValues(long seed) {
    random = new Random(seed);
    end = oneOf("\n", "\r\n");
    step = 1 + random.nextInt(8);
    if (random.nextInt(4) == 0) {
      line("---" + comment());
    }
    sections("before");
    writeImages();
    sections("after");
    if (random.nextInt(4) == 0) {
      line("...");
    } else if (random.nextInt(3) == 0 && text.charAt(text.length() - 1) == '\n' && endsPlainly()) {
      text.setLength(text.length() - end.length());
    }
  }

  String text() {
    return text.toString();
  }

  int images() {
    return names.size();
  }

  String image(int index) {
    return names.get(index);
  }

  String textWithTag(int index, String tag) {
    int at = tags.get(index);
    return text.substring(0, at) + tag + text.substring(at + TAG.length());
  }

  private void writeImages() {
    line("images:" + comment());
    noise(step);
    if (random.nextInt(3) == 0) {
      line(" ".repeat(step) + "repoPath: proj/enm" + comment());
    }
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      noise(step);
      String name = oneOf("image", "eric-enm", "svc") + i;
      names.add(name);
      entry(name);
    }
    noise(step + 1);
  }

  private void entry(String name) {
    String key = oneOf(name, '"' + name + '"', "'" + name + "'", "key-of-" + name);
    String quote = oneOf("", "\"", "'");
    if (random.nextInt(3) == 0) {
      String head = " ".repeat(step) + key + ": " + oneOf("{", "{ ") + "name: " + name + ", tag: ";
      text.append(head).append(quote);
      tags.add(text.length());
      line(TAG + quote + oneOf("}", " }", ", x: [1, 2]}") + comment());
      return;
    }
    line(" ".repeat(step) + key + oneOf(":", " :") + comment());
    String indent = " ".repeat(step + 1 + random.nextInt(4));
    boolean tagFirst = random.nextBoolean();
    if (!tagFirst) {
      line(indent + "name: " + name + comment());
    }
    if (random.nextInt(4) == 0) {
      line(indent + "note: |" + oneOf("", "-", "+"));
      line(indent + "  # no comment " + oneOf("\uD83D\uDE80", "tag: 0"));
      line("");
    }
    text.append(indent).append("tag:").append(" ".repeat(1 + random.nextInt(3))).append(quote);
    tags.add(text.length());
    line(TAG + quote + oneOf("", "  ", "\t") + comment());
    if (tagFirst) {
      line(indent + "name: " + name + comment());
    }
    if (random.nextInt(3) == 0) {
      line(indent + "command: " + oneOf("[sh, -c]", "\"x: y\"", ">-" + end + indent + "  folded"));
    }
  }

  private void sections(String prefix) {
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String key = prefix + i;
      switch (random.nextInt(5)) {
        case 0 -> line(key + ": \"\uD83D\uDE00 tag: 1\"" + comment());
        case 1 -> {
          line(key + ":" + comment());
          line("- a");
          line("- b: 0755");
        }
        case 2 -> {
          line(key + ": " + oneOf("|", "|+", ">-"));
          line(" ".repeat(step) + "images: not here");
          line("");
        }
        case 3 -> line(key + ": {x: 12:30:45, y: [1.10, 2]}" + comment());
        default -> {
          line(key + ":");
          line(" ".repeat(step) + "x: &" + key + " 1.10" + comment());
          line(" ".repeat(step) + "y: *" + key);
        }
      }
      noise(0);
    }
  }

  /** Blank lines and comments. */
  private void noise(int column) {
    for (int i = random.nextInt(3); i > 0; i--) {
      line(random.nextBoolean() ? "" : " ".repeat(column) + "# images: {a: {tag: 0}}");
    }
  }

  private String comment() {
    return random.nextInt(3) == 0 ? " # \uD83D\uDE80 c" : "";
  }

  /** A block of text at the end would gain a line break. */
  private boolean endsPlainly() {
    String last = text.substring(text.lastIndexOf("\n", text.length() - 2) + 1).strip();
    return last.startsWith("#") || last.startsWith("y: ") || last.startsWith("- b");
  }

  private void line(String line) {
    text.append(line).append(end);
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
