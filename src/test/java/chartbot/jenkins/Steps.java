package chartbot.jenkins;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.jenkins.Build.Result;
import chartbot.jenkins.Words.UnknownWordException;
import chartbot.jenkins.Words.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The steps that the Jenkinsfile and the step chartbotUpdate use, and no others. */
final class Steps {

  /** What a script ends with that stands for one which still runs when its time is up. */
  static final int OUT_OF_TIME = 99;

  /** What a script ends with while which a person stops the build. */
  static final int STOPPED = 98;

  private final Build build;
  private final Path workspace;
  private final Path kept;
  private final Map<String, Map<String, String>> credentials;
  private final Jenkins jenkins;
  private final Map<String, Word> words = new HashMap<>();

  Steps(
      Build build,
      Path workspace,
      Path kept,
      Map<String, Map<String, String>> credentials,
      Jenkins jenkins) {
    this.build = build;
    this.workspace = workspace;
    this.kept = kept;
    this.credentials = credentials;
    this.jenkins = jenkins;
    words.put("sh", this::sh);
    words.put("timeout", this::timeout);
    words.put("error", this::error);
    words.put("catchError", this::catchError);
    words.put("writeFile", this::writeFile);
    words.put("readFile", this::readFile);
    words.put("unstable", this::unstable);
    words.put("fileExists", a -> Files.exists(workspace.resolve(a[0].toString())));
    words.put("withEnv", this::withEnv);
    words.put("withCredentials", this::withCredentials);
    words.put("usernamePassword", this::usernamePassword);
    words.put("sshUserPrivateKey", this::sshUserPrivateKey);
    words.put("copyArtifacts", this::copyArtifacts);
    words.put("specific", a -> a[0].toString());
    words.put("lastSuccessful", a -> "");
    words.put("archiveArtifacts", this::archiveArtifacts);
    words.put("publishHTML", this::publishHtml);
  }

  Map<String, Word> words() {
    return words;
  }

  private static Object run(Object block) {
    Arguments.block(block).run();
    return "";
  }

  /** As Jenkins does it: the text in a file, {@code sh -xe}, both streams into the log. */
  private Object sh(Object[] arguments) {
    Arguments sh = Arguments.of(arguments, "script", "label", "returnStatus");
    build.scripts.add(sh.text("script"));
    try {
      Path script = Files.createTempFile(tmp(), "script", ".sh");
      Path output = Files.createTempFile(tmp(), "output", ".log");
      Files.writeString(script, sh.text("script"), UTF_8);
      ProcessBuilder builder =
          new ProcessBuilder("/bin/sh", "-xe", script.toString())
              .directory(workspace.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().clear();
      builder.environment().putAll(build.environment());
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(Math.max(1, build.timeoutMinutes), TimeUnit.MINUTES);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      build.say(Files.readString(output, UTF_8));
      if (!ended || process.exitValue() == OUT_OF_TIME) {
        build.passed(build.timeoutMinutes);
        throw new FlowInterruptedException("Timeout has been exceeded");
      }
      if (process.exitValue() == STOPPED) {
        throw new FlowInterruptedException("Aborted by a person");
      }
      if (sh.flag("returnStatus")) {
        return process.exitValue();
      }
      if (process.exitValue() != 0) {
        throw new StepFailedException("script returned exit code " + process.exitValue());
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The shorter of nested limits counts. */
  private Object timeout(Object[] arguments) {
    int outer = build.timeoutMinutes;
    build.timeoutMinutes = Math.min(outer, minutes(arguments[0]));
    build.stepTimeouts.add(build.timeoutMinutes);
    try {
      return run(arguments[1]);
    } finally {
      build.timeoutMinutes = outer;
    }
  }

  static int minutes(Object named) {
    Arguments timeout = Arguments.of(new Object[] {named}, "time", "unit");
    if (!timeout.text("unit").equals("MINUTES")) {
      throw new UnknownWordException("minutes expected");
    }
    return (Integer) timeout.required("time");
  }

  /** The block's error makes the build's result no better than the one named, and is logged. */
  private Object catchError(Object[] arguments) {
    Arguments named =
        Arguments.of(
            new Object[] {arguments[0]},
            "message",
            "buildResult",
            "stageResult",
            "catchInterruptions");
    try {
      run(arguments[1]);
    } catch (StepFailedException failed) {
      build.say("ERROR: " + named.text("message") + "\nERROR: " + failed.getMessage());
      build.worsen(Result.valueOf(named.text("buildResult")));
    }
    return "";
  }

  private Object writeFile(Object[] arguments) {
    Arguments a = Arguments.of(arguments, "file", "text");
    try {
      return Files.writeString(workspace.resolve(a.text("file")), a.text("text"), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Object readFile(Object[] arguments) {
    Path file = workspace.resolve(Arguments.of(arguments, "file").text("file"));
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new StepFailedException(file + " does not exist");
    }
  }

  private Object error(Object[] arguments) {
    throw new StepFailedException(arguments[0].toString());
  }

  private Object unstable(Object[] arguments) {
    build.say("WARNING: " + arguments[0]);
    build.worsen(Result.UNSTABLE);
    return "";
  }

  private Object withEnv(Object[] arguments) {
    Map<String, String> more = new TreeMap<>();
    for (Object assignment : (List<?>) arguments[0]) {
      String[] parts = assignment.toString().split("=", 2);
      if (parts[1].contains("$")) {
        throw new UnknownWordException("Jenkins would expand " + assignment);
      }
      more.put(parts[0], parts[1]);
    }
    return with(more, arguments[1]);
  }

  private Object withCredentials(Object[] arguments) {
    Map<String, String> more = new TreeMap<>();
    for (Object binding : (List<?>) arguments[0]) {
      ((Map<?, ?>) binding).forEach((name, value) -> more.put("" + name, "" + value));
    }
    return with(more, arguments[1]);
  }

  private Object with(Map<String, String> more, Object block) {
    Map<String, String> before = new TreeMap<>(build.environment());
    build.environment().putAll(more);
    try {
      return run(block);
    } finally {
      build.environment().clear();
      build.environment().putAll(before);
    }
  }

  private Object usernamePassword(Object[] arguments) {
    Arguments a = Arguments.of(arguments, "credentialsId", "usernameVariable", "passwordVariable");
    return Map.of(
        a.text("usernameVariable"),
        secret(a, "username"),
        a.text("passwordVariable"),
        secret(a, "password"));
  }

  private Object sshUserPrivateKey(Object[] arguments) {
    Arguments a = Arguments.of(arguments, "credentialsId", "keyFileVariable");
    return Map.of(a.text("keyFileVariable"), secret(a, "keyFile"));
  }

  private String secret(Arguments arguments, String part) {
    String id = arguments.text("credentialsId");
    String value = credentials.getOrDefault(id, Map.of()).get(part);
    if (value == null) {
      throw new StepFailedException("Could not find credentials entry with ID '" + id + "'");
    }
    return value;
  }

  private Object copyArtifacts(Object[] arguments) {
    Arguments a = Arguments.of(arguments, "projectName", "filter", "target", "selector");
    Path from = jenkins.artifactsOf(a.text("projectName"), a.text("selector"));
    Path to = workspace.resolve(a.text("target"));
    List<Path> copied = copy(from, a.text("filter"), to);
    if (copied.isEmpty()) {
      throw new StepFailedException("Failed to copy artifacts with filter: " + a.text("filter"));
    }
    return copied.size();
  }

  private Object archiveArtifacts(Object[] arguments) {
    Arguments a = Arguments.of(arguments, "artifacts", "allowEmptyArchive");
    List<Path> files = copy(workspace, a.text("artifacts"), kept.resolve("archive"));
    if (files.isEmpty() && !a.flag("allowEmptyArchive")) {
      throw new StepFailedException("No artifacts found that match " + a.text("artifacts"));
    }
    files.forEach(f -> build.archived.put(kept.resolve("archive").relativize(f).toString(), f));
    return files.size();
  }

  private Object publishHtml(Object[] arguments) {
    Arguments target =
        Arguments.of(
            new Object[] {Arguments.of(arguments, "target").required("target")},
            "reportName",
            "reportTitles",
            "reportDir",
            "reportFiles",
            "allowMissing",
            "keepAll",
            "alwaysLinkToLastBuild");
    Path from = workspace.resolve(target.text("reportDir"));
    List<Path> pages =
        Files.isDirectory(from)
            ? copy(from, target.text("reportFiles"), kept.resolve("htmlreports"))
            : List.of();
    if (pages.isEmpty() && !target.flag("allowMissing")) {
      throw new StepFailedException("Specified HTML directory does not exist");
    }
    build.published.put(target.text("reportName"), pages);
    return pages.size();
  }

  /** Copies what matches a pattern of Ant, whose double star also stands for no folder at all. */
  private static List<Path> copy(Path from, String pattern, Path to) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    PathMatcher flat =
        FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("**/", ""));
    List<Path> copies = new ArrayList<>();
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        Path name = from.relativize(file);
        if (matcher.matches(name) || flat.matches(name)) {
          Path copy = to.resolve(name.toString());
          Files.createDirectories(copy.getParent());
          copies.add(Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING));
        }
      }
      return copies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path tmp() throws IOException {
    return Files.createDirectories(workspace.resolveSibling("durable"));
  }
}
