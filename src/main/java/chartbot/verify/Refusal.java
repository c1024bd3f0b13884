package chartbot.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why Helm does not render a chart, in words for the person who must act.
 *
 * @param text where, as Helm gives it, and what
 * @param cause the same without the place, so that two templates can be compared
 * @param missingTemplate the named template that is defined nowhere
 * @param hint what to do
 */
record Refusal(String text, String cause, Optional<String> missingTemplate, Optional<String> hint) {

  private static final Pattern CHART_NAME = Pattern.compile("[^\\s(/\"]+/(templates/)");
  private static final Pattern PLACE = Pattern.compile("templates/[^\\s:)]+(?::\\d+)+");
  private static final Pattern EXECUTING =
      Pattern.compile("executing \"[^\"]*\" at <(.*?)>: ", Pattern.DOTALL);
  private static final Pattern POSITIONED =
      Pattern.compile("(?s)^(?:parse|execution) error at \\([^)]*\\): (.*)$");
  private static final Pattern BAD_YAML =
      Pattern.compile("(?s)^YAML parse error on (\\S+): (?:error converting YAML to JSON: )?(.*)$");
  private static final Pattern NO_TEMPLATE =
      Pattern.compile("template \"([^\"]+)\" (?:not defined|associated with template)");
  private static final Pattern NO_FIELD =
      Pattern.compile("nil pointer evaluating .*\\.(\\w+)$", Pattern.DOTALL);

  /** The optional block of a Job that a value belongs to, by a word of the value's path. */
  private static final Map<String, String> BLOCKS =
      Map.of(
          "mdtPersistentVolumeClaim", "volume",
          "waitInitContainer", "init-container",
          "tolerations", "tolerations",
          "nodeSelector", "node-selector",
          "pullSecrets", "pull-secrets");

  private static final String GIVE_VALUE =
      "add the value to values.yaml, or name a values file that has it under verify.values-files";

  static Refusal of(String message) {
    String plain =
        CHART_NAME
            .matcher(message.replaceFirst("\\s*Use --debug flag[^\\n]*\\s*$", "").strip())
            .replaceAll("$1");
    Matcher executing = EXECUTING.matcher(plain);
    if (executing.find()) {
      // The last one is where it happens; those before it are the includes that led there.
      String expression = executing.group(1);
      int end = executing.end();
      while (executing.find()) {
        expression = executing.group(1);
        end = executing.end();
      }
      return executing(places(plain), expression, plain.substring(end));
    }
    Matcher positioned = POSITIONED.matcher(plain);
    if (positioned.find()) {
      return positioned(places(plain), positioned.group(1));
    }
    Matcher yaml = BAD_YAML.matcher(plain);
    if (yaml.find()) {
      return new Refusal(
          yaml.group(1) + ": what it renders is not valid YAML: " + yaml.group(2),
          yaml.group(2),
          Optional.empty(),
          Optional.of(
              "that line is counted in the rendered text; `helm template --debug` shows it"));
    }
    return new Refusal(plain, plain, Optional.empty(), Optional.empty());
  }

  /** The block of a generated Job that a chart without what it needs leaves out. */
  Optional<String> block() {
    return BLOCKS.entrySet().stream()
        .filter(block -> (cause + " " + text).contains(block.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Refusal executing(String places, String expression, String reason) {
    Matcher template = NO_TEMPLATE.matcher(reason);
    if (template.find()) {
      String name = template.group(1);
      return new Refusal(
          places + ": the named template \"" + name + "\" is not defined in this chart",
          name,
          Optional.of(name),
          Optional.of("define it in a *.tpl file under templates/, or set job.helpers"));
    }
    Matcher field = NO_FIELD.matcher(reason);
    if (field.find()) {
      int at = expression.lastIndexOf("." + field.group(1));
      String parent = at > 0 ? expression.substring(0, at) : expression;
      return new Refusal(
          places + ": there is no value " + parent + ", and " + expression + " needs it",
          parent,
          Optional.empty(),
          Optional.of(GIVE_VALUE));
    }
    if (reason.contains("error calling index: index of")) {
      return new Refusal(
          places + ": a value on the path " + expression + " is missing",
          expression,
          Optional.empty(),
          Optional.of(GIVE_VALUE));
    }
    return new Refusal(
        places + ": " + expression + ": " + reason,
        expression + reason,
        Optional.empty(),
        Optional.empty());
  }

  private static Refusal positioned(String places, String reason) {
    Optional<String> hint =
        reason.contains("bad character U+002D")
            ? Optional.of("a name with '-' is read as: index .Values \"the-name\" \"key\"")
            : Optional.empty();
    return new Refusal(places + ": " + reason, reason, Optional.empty(), hint);
  }

  private static String places(String message) {
    List<String> places = new ArrayList<>();
    Matcher place = PLACE.matcher(message);
    while (place.find()) {
      if (!places.contains(place.group())) {
        places.add(place.group());
      }
    }
    return String.join(", in ", places);
  }
}
