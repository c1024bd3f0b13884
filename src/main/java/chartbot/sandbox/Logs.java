package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a child process wrote into its log files. */
final class Logs {

  private static final int LINES = 15;

  private Logs() {}

  /** All of it, empty when there is none; bytes that are no text do not matter. */
  static String read(Path log) throws IOException {
    return Files.exists(log) ? new String(Files.readAllBytes(log), UTF_8) : "";
  }

  /** The last lines, for a message. */
  static String tail(Path log) throws IOException {
    List<String> lines = read(log).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
