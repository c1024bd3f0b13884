package chartbot.verify;

import static chartbot.verify.Fields.list;
import static chartbot.verify.Fields.map;
import static chartbot.verify.Fields.maps;
import static chartbot.verify.Fields.text;

import chartbot.verify.RenderedObject.Container;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Kubernetes and Helm want of an object in addition to the right fields. */
final class WorkloadChecks {

  private static final Pattern IMAGE =
      Pattern.compile(
          "(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d+)?/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*+"
              + "(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*+)*+(?::[\\w][\\w.-]{0,127})?(?:@\\w+:[0-9a-f]+)?");
  private static final Set<String> PULL_POLICIES = Set.of("", "Always", "IfNotPresent", "Never");
  private static final Set<String> ONCE = Set.of("OnFailure", "Never");
  private static final Map<String, Set<String>> RESTART_POLICIES =
      Map.of(
          "Job", ONCE,
          "CronJob", ONCE,
          "Pod", Set.of("", "Always", "OnFailure", "Never"),
          "Deployment", Set.of("", "Always"),
          "StatefulSet", Set.of("", "Always"),
          "DaemonSet", Set.of("", "Always"),
          "ReplicaSet", Set.of("", "Always"));
  private static final Pattern BLANK = Pattern.compile("\\S\\s+\\S");

  private final RenderedObject object;
  private final Map<String, @Nullable Object> pods;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private WorkloadChecks(RenderedObject object) {
    this.object = object;
    this.pods = object.podSpec();
  }

  /** What Kubernetes refuses. */
  static List<Problem> problems(RenderedObject object) {
    WorkloadChecks checks = new WorkloadChecks(object);
    checks.names();
    checks.labelsAndAnnotations();
    if (!checks.pods.isEmpty() || RESTART_POLICIES.containsKey(object.kind())) {
      checks.podSpec();
      checks.containers();
    }
    checks.problems.addAll(
        HookAnnotations.check(object.template(), map(object.data(), "metadata", "annotations")));
    return checks.problems;
  }

  /** What Kubernetes accepts and that still cannot run. */
  static List<String> warnings(RenderedObject object) {
    WorkloadChecks checks = new WorkloadChecks(object);
    object.containers().forEach(checks::words);
    return checks.warnings;
  }

  private void words(Container container) {
    for (String key : List.of("command", "args")) {
      List<?> words = list(container.data(), key);
      // Behind `sh -c` the one word is a whole script.
      boolean script =
          key.equals("args")
              && list(container.data(), "command").stream().anyMatch(w -> isOptionC(w));
      if (words.size() == 1
          && !script
          && BLANK.matcher(String.valueOf(words.get(0)).strip()).find()) {
        warnings.add(
            object.template()
                + ": the "
                + key
                + " of "
                + container
                + " is one word that contains blanks"
                + (key.equals("command") ? ", and no such program starts: " : ": ")
                + words.get(0));
      }
    }
  }

  private static boolean isOptionC(@Nullable Object word) {
    return word instanceof String text && text.matches("-[a-z]{0,5}c");
  }

  private void names() {
    String name = object.name();
    boolean legal =
        (object.isJob() || object.kind().equals("CronJob"))
            ? Names.isJobName(name)
            : object.podSpec().isEmpty() || Names.isSubdomain(name);
    if (!legal) {
      add(
          "name",
          "object-name",
          "the name '" + name + "' (" + name.length() + " characters) is not legal",
          "at most 63 lower-case letters, digits, '-' and '.', a letter or digit at both ends");
    }
    Set<String> containers = new HashSet<>();
    for (Container container : object.containers()) {
      String its = container.name();
      if (!Names.isLabel(its)) {
        add(
            "name",
            "container-name:" + its,
            "the container name '" + its + "' (" + its.length() + " characters) is not legal",
            "at most 63 lower-case letters, digits and '-'");
      }
      if (!containers.add(its)) {
        add("name", "container-twice:" + its, "two containers are named '" + its + "'", null);
      }
    }
  }

  private void labelsAndAnnotations() {
    Stream.of(map(object.data(), "metadata"), object.podMetadata())
        .forEach(
            metadata -> {
              Map<String, @Nullable Object> labels = map(metadata, "labels");
              for (String label : labels.keySet()) {
                String value = text(labels, label);
                if (!Names.isKey(label) || !Names.isLabelValue(value)) {
                  add(
                      label,
                      "label:" + label,
                      "the label " + label + ": '" + value + "' is not legal",
                      "key and value have at most 63 letters, digits, '-', '_' and '.', a letter or"
                          + " digit at both ends");
                }
              }
              for (String key : map(metadata, "annotations").keySet()) {
                if (!Names.isKey(key)) {
                  add(
                      key,
                      "annotation:" + key,
                      "the annotation key '" + key + "' is not legal",
                      null);
                }
              }
            });
  }

  private void podSpec() {
    String restart = text(pods, "restartPolicy");
    Set<String> policies = RESTART_POLICIES.get(object.kind());
    if (policies != null && !policies.contains(restart)) {
      List<String> known = policies.stream().filter(word -> !word.isEmpty()).sorted().toList();
      add(
          "restartPolicy",
          "restartPolicy",
          "restartPolicy is '"
              + restart
              + "'; a "
              + object.kind()
              + " takes "
              + (known.equals(List.of("Never", "OnFailure"))
                  ? "OnFailure or Never"
                  : String.join(", ", known)),
          "set restartPolicy in the Job's section of values.yaml");
    }
    if (text(map(object.data(), "spec"), "backoffLimit").startsWith("-")) {
      add("backoffLimit", "backoffLimit", "backoffLimit is negative", "set job.backoff-limit");
    }
    Set<String> volumes =
        maps(pods, "volumes").stream().map(v -> text(v, "name")).collect(Collectors.toSet());
    volumes.stream()
        .filter(name -> !Names.isLabel(name))
        .forEach(
            name ->
                add(
                    "volumes",
                    "volume:" + name,
                    "the volume name '" + name + "' is not legal",
                    null));
    if (object.kind().equals("StatefulSet")) {
      maps(map(object.data(), "spec"), "volumeClaimTemplates")
          .forEach(claim -> volumes.add(text(map(claim, "metadata"), "name")));
    }
    for (Container container : object.containers()) {
      for (Map<String, @Nullable Object> mount : maps(container.data(), "volumeMounts")) {
        if (!volumes.contains(text(mount, "name"))) {
          add(
              "volumeMounts",
              "mount:" + text(mount, "name"),
              "a container mounts the volume '" + text(mount, "name") + "', which does not exist",
              null);
        }
      }
    }
  }

  private void containers() {
    for (Container container : object.containers()) {
      if (!IMAGE.matcher(container.image()).matches()) {
        add(
            "image",
            "image-reference:" + container.name(),
            "the image '"
                + container.image()
                + "' of container "
                + container.name()
                + " is not a legal reference",
            "a value is missing in it, or has characters that no image name has");
      }
      String policy = text(container.data(), "imagePullPolicy");
      if (!PULL_POLICIES.contains(policy)) {
        add(
            "imagePullPolicy",
            "imagePullPolicy:" + container.name(),
            "imagePullPolicy '" + policy + "' is unknown",
            "Always, IfNotPresent or Never");
      }
      resources(container);
    }
  }

  private void resources(Container container) {
    Map<String, @Nullable Object> requests = map(container.data(), "resources", "requests");
    Map<String, @Nullable Object> limits = map(container.data(), "resources", "limits");
    for (String resource : requests.keySet()) {
      Optional<BigDecimal> request = Quantity.parse(text(requests, resource));
      Optional<BigDecimal> limit = Quantity.parse(text(limits, resource));
      if (request.isPresent() && limit.isPresent() && request.get().compareTo(limit.get()) > 0) {
        add(
            resource,
            "resources:" + resource,
            "container "
                + container.name()
                + " requests more "
                + resource
                + " ("
                + text(requests, resource)
                + ") than its limit ("
                + text(limits, resource)
                + ")",
            "set " + resource + "Limit, too, in the Job's section of values.yaml");
      }
    }
  }

  private void add(String key, String rule, String text, @Nullable String hint) {
    problems.add(
        new Problem(
            object.template(),
            key,
            object.id() + " " + rule,
            object.title() + ": " + text,
            Optional.ofNullable(hint)));
  }
}
