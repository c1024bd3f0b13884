package chartbot.jenkins;

import chartbot.jenkins.Build.Result;
import chartbot.jenkins.Words.UnknownWordException;
import chartbot.jenkins.Words.Word;
import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Runs one declarative pipeline: its sections in Jenkins' order, not in the file's. */
final class Pipeline {

  private final Build build;
  private final Map<String, Object> given;
  private final Map<String, Object> parameters = new TreeMap<>();
  private final Steps steps;
  private final Words words = new Words(Map.of("pipeline", this::pipeline));

  Pipeline(Build build, Map<String, Object> given, Steps steps) {
    this.build = build;
    this.given = given;
    this.steps = steps;
  }

  Words words() {
    return words;
  }

  /** What a Jenkinsfile may name without declaring it. */
  Map<String, Object> variables() {
    Map<String, Object> variables = new HashMap<>();
    variables.put("params", parameters);
    variables.put("env", new Variables());
    variables.put("currentBuild", build);
    return variables;
  }

  private final class Variables extends GroovyObjectSupport {
    @Override
    public Object getProperty(String name) {
      return build.environment().get(name);
    }
  }

  private Object pipeline(Object[] arguments) {
    Map<String, Object> sections =
        words.sections(
            "pipeline",
            List.of("agent", "options", "parameters", "triggers", "environment", "stages", "post"),
            Arguments.block(arguments[0]));
    if (!sections.containsKey("agent") || !sections.containsKey("stages")) {
      throw new UnknownWordException("a pipeline needs an agent and stages");
    }
    section(sections, "agent", Map.of("label", a -> build.agent = a[0].toString()));
    section(sections, "options", options());
    section(sections, "parameters", parameters());
    section(sections, "triggers", Map.of("upstream", this::upstream));
    environment(sections);
    section(sections, "stages", Map.of("stage", this::stage));
    post(sections);
    build.say("Finished: " + build.result());
    return build;
  }

  private void section(Map<String, Object> sections, String name, Map<String, Word> known) {
    if (sections.containsKey(name)) {
      words.within(name, known, Arguments.block(sections.get(name)));
    }
  }

  private void environment(Map<String, Object> sections) {
    if (sections.containsKey("environment")) {
      words.assigning(
          (name, value) -> build.environment().put(name, value.toString()),
          Arguments.block(sections.get("environment")));
    }
  }

  private Map<String, Word> options() {
    return Map.of(
        "timeout",
        a -> {
          build.timeoutMinutes = Steps.minutes(a[0]);
          return build;
        },
        "logRotator",
        a -> Arguments.of(a, "numToKeepStr", "daysToKeepStr"),
        "buildDiscarder",
        a -> a[0]);
  }

  private Map<String, Word> parameters() {
    parameters.putAll(given);
    Word parameter =
        a -> {
          Arguments defined = Arguments.of(a, "name", "defaultValue", "description", "trim");
          String name = defined.text("name");
          Object value = parameters.getOrDefault(name, defined.required("defaultValue"));
          if (defined.flag("trim")) {
            value = value.toString().trim();
          }
          parameters.put(name, value);
          build.environment().put(name, value.toString());
          return name;
        };
    Word choice =
        a -> {
          Arguments defined = Arguments.of(a, "name", "choices", "description");
          List<?> choices = (List<?>) defined.required("choices");
          Object value = parameters.getOrDefault(defined.text("name"), choices.get(0));
          if (!choices.contains(value)) {
            throw new UnknownWordException("'" + value + "' is not one of " + choices);
          }
          parameters.put(defined.text("name"), value);
          build.environment().put(defined.text("name"), value.toString());
          return value;
        };
    return Map.of("string", parameter, "booleanParam", parameter, "choice", choice);
  }

  private Object upstream(Object[] arguments) {
    String jobs = Arguments.of(arguments, "upstreamProjects", "threshold").text("upstreamProjects");
    build.upstreamJobs.addAll(List.of(jobs.split(",\\s*", -1)));
    return jobs;
  }

  private Object stage(Object[] arguments) {
    String name = arguments[0].toString();
    Map<String, Object> sections =
        words.sections(
            "stage " + name,
            List.of("when", "environment", "steps"),
            Arguments.block(arguments[1]));
    if (!sections.containsKey("steps")) {
      throw new UnknownWordException("stage " + name + " has no steps");
    }
    if (build.result() == Result.FAILURE) {
      build.say("Stage \"" + name + "\" skipped due to earlier failure(s)");
      return name;
    }
    Map<String, String> before = new TreeMap<>(build.environment());
    environment(sections);
    if (isWanted(sections)) {
      build.say("[Pipeline] { (" + name + ")");
      build.stages.add(name);
      attempt(() -> section(sections, "steps", steps.words()));
    } else {
      build.say("Stage \"" + name + "\" skipped due to when conditional");
    }
    build.environment().clear();
    build.environment().putAll(before);
    return name;
  }

  /** All conditions of a {@code when} must hold. */
  private boolean isWanted(Map<String, Object> sections) {
    if (!sections.containsKey("when")) {
      return true;
    }
    Deque<Boolean> holds = new ArrayDeque<>(List.of(true));
    Map<String, Word> conditions = new LinkedHashMap<>();
    conditions.put("expression", a -> and(holds, isTrue(((Closure<?>) a[0]).call())));
    conditions.put(
        "not",
        a -> {
          holds.push(true);
          Arguments.block(a[0]).run();
          boolean inner = holds.pop();
          return and(holds, !inner);
        });
    words.within("when", conditions, Arguments.block(sections.get("when")));
    return holds.pop();
  }

  private static boolean and(Deque<Boolean> holds, boolean condition) {
    holds.push(holds.pop() && condition);
    return condition;
  }

  private static boolean isTrue(Object value) {
    return org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation.castToBoolean(value);
  }

  private void post(Map<String, Object> sections) {
    if (!sections.containsKey("post")) {
      return;
    }
    List<String> order = List.of("always", "failure", "success", "unstable", "cleanup");
    Map<String, Object> conditions =
        words.sections("post", order, Arguments.block(sections.get("post")));
    for (String condition : order) {
      boolean holds =
          List.of("always", "cleanup").contains(condition)
              || condition.equalsIgnoreCase(build.result().name());
      if (holds && conditions.containsKey(condition)) {
        attempt(
            () -> words.within("post", steps.words(), Arguments.block(conditions.get(condition))));
      }
    }
  }

  /** A step that fails fails the build; anything else is wrong with the Jenkinsfile or with us. */
  private void attempt(Runnable part) {
    try {
      part.run();
    } catch (StepFailedException failed) {
      build.say("ERROR: " + failed.getMessage());
      build.worsen(Result.FAILURE);
    } catch (FlowInterruptedException stopped) {
      build.say(String.valueOf(stopped.getMessage()));
      build.worsen(Result.ABORTED);
    }
  }
}
