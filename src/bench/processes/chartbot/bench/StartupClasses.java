package chartbot.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.sandbox.GerritServer;
import chartbot.sandbox.Sandbox;
import chartbot.sandbox.SandboxHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists the classes that runs load, for the archive that bin/chartbot lets the JVM make: real runs
 * of the jar against a sandbox, with the Java that runs this. Java 24 and later list more than 17
 * understands, and get a list of their own.
 */
final class StartupClasses {

  private final Path root = Path.of("").toAbsolutePath();
  private final Path work = Files.createTempDirectory("chartbot-classes-");
  private final Set<String> classes = new LinkedHashSet<>();
  private final Sandbox sandbox;
  private final Path config;

  private StartupClasses(Sandbox sandbox) throws Exception {
    this.sandbox = sandbox;
    this.config = work.resolve("chartbot.yaml");
    Files.writeString(
        config,
        "gerrit: {url: '%s'}\ntargets: [{name: t, project: %s, branch: master}]\n"
            .formatted(sandbox.url(), sandbox.project()));
  }

  public static void main(String[] args) throws Exception {
    SandboxHome home = SandboxHome.discover(System.getenv());
    try (Sandbox sandbox = Sandbox.start(home, GerritServer.DEFAULT_VERSION, System.out::println)) {
      new StartupClasses(sandbox).list();
    }
  }

  private void list() throws Exception {
    // The first run's list as it is; Java 24 and later cannot read two lists one behind the other.
    boolean one = Runtime.version().feature() >= 24;
    String added = "eric-enm-models-custom-service:1.2.3-4";
    String bumped = "eric-enm-models-fm:1.28.0-9";
    run("update", added, bumped);
    if (!one) {
      run("update", added, bumped); // proposed already
      run("update", "eric-enm-models-custom-service:1.2.3-5", "--report-dir", work + "/report");
      run("update", "eric-enm-models-custom-service:1.2.3-6", "--dry-run", "-v", "--no-cache");
      run("update", bumped); // another group's change covers it
      run("status");
      run("refresh");
      run("doctor");
    }
    Path list =
        root.resolve("src/main/resources/chartbot/startup" + (one ? "-24" : "") + ".classes");
    Files.write(list, classes);
    System.out.println(list + ": " + classes.size() + " lines");
  }

  private void run(String command, String... arguments) throws Exception {
    Path loaded = work.resolve("loaded");
    List<String> line =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:DumpLoadedClassList=" + loaded,
                "-Xshare:" + (Runtime.version().feature() >= 24 ? "auto" : "off"),
                "-XX:+UseSerialGC",
                "-cp",
                root.resolve("target/chartbot.jar").toString(),
                "chartbot.Main",
                command,
                "--config",
                config.toString()));
    line.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(Map.of("GERRIT_USERNAME", sandbox.user()));
    builder.environment().put("GERRIT_PASSWORD", sandbox.password());
    builder.environment().put("XDG_CACHE_HOME", work.resolve("cache").toString());
    Process process = builder.redirectOutput(work.resolve("said").toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(line + "\n" + Files.readString(work.resolve("said"), UTF_8));
    }
    // Proxies and the like have other names the next time.
    Files.readAllLines(loaded).stream()
        .filter(entry -> !entry.startsWith("#") && !entry.matches(".*/\\$Proxy\\d.*"))
        .forEach(classes::add);
  }
}
