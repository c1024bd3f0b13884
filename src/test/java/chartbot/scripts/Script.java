package chartbot.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs shell scripts as a user does, in an environment that holds only what the test says. */
final class Script {

  private Script() {}

  /** Writes a script that may be run; its folders are created. */
  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return executable(file);
  }

  /** Copies a script of the checkout. */
  static Path copy(String name, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    Files.copy(Path.of(name), target);
    return executable(target);
  }

  private static Path executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** Starts a command. */
  static Started start(Path folder, Map<String, String> environment, Object... command)
      throws IOException {
    List<String> words = new ArrayList<>();
    for (Object word : command) {
      words.add(word.toString());
    }
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new Started(process, out, err);
  }

  /** Runs a command to its end. */
  static Ended run(Path folder, Map<String, String> environment, Object... command)
      throws IOException, InterruptedException {
    return start(folder, environment, command).end();
  }

  record Started(Process process, Path out, Path err) {

    Ended end() throws IOException, InterruptedException {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("The script does not end");
      }
      return new Ended(
          process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }
  }

  record Ended(int code, String out, String err) {}
}
