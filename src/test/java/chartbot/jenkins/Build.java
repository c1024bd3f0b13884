package chartbot.jenkins;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One build: what it ends with, and what Jenkins keeps of it. */
public final class Build {

  /** How a build ends. */
  enum Result {
    SUCCESS,
    UNSTABLE,
    FAILURE,
    ABORTED
  }

  /** The build that started another one. */
  record Cause(String job, int number) {}

  private final List<Cause> causes;
  private final StringBuilder log = new StringBuilder();
  private final Map<String, String> environment;
  private Result result = Result.SUCCESS;
  private String description = "";
  private long duration;

  /** The stages that were not skipped. */
  final List<String> stages = new ArrayList<>();

  /** Archived files by their path in the workspace. */
  final SortedMap<String, Path> archived = new TreeMap<>();

  /** Published pages by the name of their report. */
  final Map<String, List<Path>> published = new LinkedHashMap<>();

  /** The text of every script that a shell ran. */
  final List<String> scripts = new ArrayList<>();

  /** What triggers the job, as the Jenkinsfile says. */
  final List<String> upstreamJobs = new ArrayList<>();

  /** The label of the agent that the build asks for. */
  String agent = "";

  /** How long the build, or the step that is at work, may take. */
  int timeoutMinutes;

  /** What the {@code timeout} steps allowed. */
  final List<Integer> stepTimeouts = new ArrayList<>();

  Build(Map<String, String> environment, List<Cause> causes) {
    this.environment = new TreeMap<>(environment);
    this.causes = List.copyOf(causes);
  }

  /** The variables that hold now; may be changed. */
  Map<String, String> environment() {
    return environment;
  }

  Result result() {
    return result;
  }

  String log() {
    return log.toString();
  }

  void say(String text) {
    log.append(text).append(text.endsWith("\n") ? "" : "\n");
  }

  /** A result only ever gets worse. */
  void worsen(Result to) {
    result = to.compareTo(result) > 0 ? to : result;
  }

  /** Time passes that no test waits for. */
  void passed(int minutes) {
    duration += TimeUnit.MINUTES.toMillis(minutes);
  }

  // What a Jenkinsfile asks of currentBuild.

  /** How long the build has taken so far, in milliseconds. */
  public long getDuration() {
    return duration;
  }

  /** The description; empty as long as there is none. */
  public String getDescription() {
    return description;
  }

  /** Sets the description. */
  public void setDescription(String text) {
    description = text;
  }

  /** What started the build; Jenkins answers JSON objects of one kind of cause. */
  public List<Map<String, Object>> getBuildCauses(String kind) {
    if (kind.equals("hudson.triggers.TimerTrigger$TimerTriggerCause")) {
      return List.of();
    }
    if (!kind.equals("hudson.model.Cause$UpstreamCause")) {
      throw new Words.UnknownWordException("unknown kind of cause " + kind);
    }
    return causes.stream()
        .map(c -> Map.<String, Object>of("upstreamProject", c.job(), "upstreamBuild", c.number()))
        .toList();
  }
}
