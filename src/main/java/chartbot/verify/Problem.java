package chartbot.verify;

import java.util.Optional;

/**
 * Something that Helm or Kubernetes would refuse.
 *
 * @param template path in the chart
 * @param key what to look for in the template to find the line, e.g. {@code restartPolicy}
 * @param rule distinguishes the problem from others, the same before and after an update
 */
record Problem(String template, String key, String rule, String text, Optional<String> hint) {

  boolean isSameAs(Problem other) {
    return template.equals(other.template) && rule.equals(other.rule);
  }

  /** The problem with the line of the template that it most likely comes from. */
  String in(String templateText) {
    return template + line(templateText).map(line -> ":" + line).orElse("") + ": " + text;
  }

  private Optional<Integer> line(String templateText) {
    int number = 0;
    for (String line : templateText.lines().toList()) {
      number++;
      String content = line.strip();
      if (content.startsWith("- ")) {
        content = content.substring(2).strip();
      }
      if (content.startsWith(key + ":") || content.startsWith('"' + key + "\":")) {
        return Optional.of(number);
      }
    }
    return Optional.empty();
  }
}
