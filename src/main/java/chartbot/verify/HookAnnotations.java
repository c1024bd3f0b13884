package chartbot.verify;

import static chartbot.verify.Fields.text;

import chartbot.chart.HelmHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks the annotations that make a manifest a hook: Helm drops or ignores what it cannot read.
 */
final class HookAnnotations {

  static final String HOOK = "helm.sh/hook";
  static final String WEIGHT = "helm.sh/hook-weight";
  static final String DELETE_POLICY = "helm.sh/hook-delete-policy";

  /** Charts that were made for Helm 2 say the last; nobody need begin with it. */
  private static final List<String> WORDS =
      Stream.concat(HelmHooks.WORDS.stream(), Stream.of("test-success")).toList();

  private HookAnnotations() {}

  static List<Problem> check(String template, Map<String, @Nullable Object> annotations) {
    List<Problem> problems = new ArrayList<>();
    if (annotations.containsKey(HOOK)) {
      checkWords(template, annotations, HOOK, WORDS, problems);
    }
    if (annotations.containsKey(DELETE_POLICY)) {
      checkWords(template, annotations, DELETE_POLICY, HelmHooks.DELETE_POLICIES, problems);
    }
    if (annotations.containsKey(WEIGHT) && !text(annotations, WEIGHT).matches("[-+]?\\d{1,9}")) {
      problems.add(
          new Problem(
              template,
              WEIGHT,
              WEIGHT,
              WEIGHT + " is '" + text(annotations, WEIGHT) + "', which is no integer",
              Optional.of("Helm would take 0; set job.hook-weight")));
    }
    return problems;
  }

  private static void checkWords(
      String template,
      Map<String, @Nullable Object> annotations,
      String key,
      List<String> known,
      List<Problem> problems) {
    for (String word : text(annotations, key).split(",", -1)) {
      if (!known.contains(word.strip())) {
        problems.add(
            new Problem(
                template,
                key,
                key,
                key + " has '" + word.strip() + "', which Helm does not know",
                Optional.of("known are " + String.join(", ", known.stream().sorted().toList()))));
      }
    }
  }
}
