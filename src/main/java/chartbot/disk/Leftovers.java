package chartbot.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that a run needs only while it writes, and that a killed one leaves behind. */
final class Leftovers {

  /** What a run has begun to write, in the chart's folder. */
  static final String JOURNAL = ".chartbot-journal";

  private static final Pattern TEMPORARY =
      Pattern.compile("\\.chartbot-(?:(\\d+)-)?[0-9a-f]+\\.(?:tmp|bak)(?:\\.new)?");

  private Leftovers() {}

  /** A new name next to a file, with the process that it belongs to. */
  static Path sibling(Path file, String ending) {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return file.resolveSibling(
        ".chartbot-" + ProcessHandle.current().pid() + "-" + random + "." + ending);
  }

  static boolean isTemporary(String name) {
    return TEMPORARY.matcher(name).matches();
  }

  /** Whether a file is chartbot's own and never part of a chart. */
  static boolean isOne(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals(JOURNAL) || isTemporary(name);
  }

  /** Deletes those that no running process needs; what cannot be deleted does no harm. */
  static void clean(Collection<Path> found, Disk disk) {
    for (Path file : found) {
      Matcher matcher = TEMPORARY.matcher(String.valueOf(file.getFileName()));
      if (matcher.matches() && (matcher.group(1) == null || isOver(matcher.group(1)))) {
        try {
          disk.delete(file);
        } catch (IOException e) {
          // No reader takes it for a file of the chart.
        }
      }
    }
  }

  /** This process has begun nothing yet: the number was that of an earlier one. */
  private static boolean isOver(String process) {
    try {
      long pid = Long.parseLong(process);
      return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
