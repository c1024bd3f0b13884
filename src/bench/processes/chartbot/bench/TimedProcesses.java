package chartbot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs processes with an environment of their own; GNU time tells what each has taken. */
final class TimedProcesses {

  /** Whom chartbot, Git and curl log in as. */
  static final String USER = "bot";

  static final String PASSWORD = "bot-password";

  private final Path work;
  private final Path home;

  /**
   * @param work an empty folder
   */
  TimedProcesses(Path work) throws IOException {
    this.work = work;
    this.home = Files.createDirectories(work.resolve("home"));
    Files.writeString(
        home.resolve(".netrc"),
        "machine 127.0.0.1 login %s password %s%n".formatted(USER, PASSWORD));
    Files.writeString(home.resolve(".curlrc"), "netrc\n");
  }

  ProcessBuilder builder(Map<String, String> more, Path folder, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH"));
    environment.put("HOME", home.toString());
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.putAll(more);
    return builder;
  }

  /**
   * @throws IllegalStateException with what the process said, when it failed
   */
  Figure run(Map<String, String> more, Path folder, String... command)
      throws IOException, InterruptedException {
    Path usage = work.resolve("usage");
    Path said = work.resolve("said");
    List<String> timed =
        new ArrayList<>(List.of("/usr/bin/time", "-o", usage.toString(), "-f", "%U %S %M"));
    timed.addAll(Arrays.asList(command));
    ProcessBuilder builder = builder(more, folder, timed.toArray(String[]::new));
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double wall = (System.nanoTime() - start) / 1e9;
    if (code != 0) {
      throw new IllegalStateException(
          timed + " ended with " + code + ":\n" + Files.readString(said));
    }
    String[] used = Files.readString(usage).strip().split(" ");
    double cpu = Double.parseDouble(used[0]) + Double.parseDouble(used[1]);
    return new Figure(wall, cpu, Double.parseDouble(used[2]) / 1024);
  }
}
