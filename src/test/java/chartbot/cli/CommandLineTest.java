package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run commands on a configuration, with all that is behind them in their hands. */
abstract class CommandLineTest {

  @TempDir Path folder;
  FakeParts parts = new FakeParts(Path.of(""));
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Writes the configuration that the runs read. */
  void configure(String yaml) throws IOException {
    parts = new FakeParts(folder);
    Files.writeString(folder.resolve("chartbot.yaml"), yaml);
  }

  int run(String command, String... more) {
    return run(false, command, more);
  }

  int run(boolean terminal, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add("--config=" + folder.resolve("chartbot.yaml"));
    arguments.addAll(List.of(more));
    return Chartbot.run(
        parts,
        arguments,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        terminal);
  }
}
