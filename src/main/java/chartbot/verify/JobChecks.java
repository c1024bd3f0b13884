package chartbot.verify;

import static chartbot.verify.Manifest.object;
import static chartbot.verify.Manifest.objects;
import static chartbot.verify.Manifest.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Job;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** What Kubernetes and Helm want of any Job. */
final class JobChecks {

  private static final Pattern IMAGE =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9.-]*(:\\d+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+(:[\\w][\\w.-]{0,127})?"
              + "(@\\w+:[0-9a-f]+)?");
  private static final Set<String> RESTART_POLICIES = Set.of("OnFailure", "Never");
  private static final Set<String> PULL_POLICIES = Set.of("", "Always", "IfNotPresent", "Never");

  private final Manifest manifest;
  private final JsonObject job;
  private final List<Problem> problems = new ArrayList<>();

  private JobChecks(Manifest manifest) {
    this.manifest = manifest;
    this.job = manifest.json();
  }

  static List<Problem> check(Manifest manifest) {
    JobChecks checks = new JobChecks(manifest);
    checks.schema();
    checks.types();
    checks.names();
    checks.labelsAndAnnotations();
    checks.podSpec();
    checks.containers();
    checks.problems.addAll(
        HookAnnotations.check(manifest.template(), object(checks.job, "metadata", "annotations")));
    return checks.problems;
  }

  /**
   * Kubernetes' model tells one problem at a time: what it does not know is taken out for the next.
   */
  private void schema() {
    JsonObject rest = job.deepCopy();
    Optional<String> unknown = schema(rest, false);
    while (unknown.isPresent() && without(rest, unknown.get())) {
      // What is missing now may be missing because it was taken out.
      unknown = schema(rest, true);
    }
  }

  /** Adds the first problem, and answers the field that there is not, if it is one. */
  private Optional<String> schema(JsonObject rest, boolean onlyUnknown) {
    try {
      V1Job.validateJsonElement(rest);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalStateException e) {
      // Something is no mapping that must be one: types() says it better.
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      int json = message.indexOf("JSON: ");
      int required = message.indexOf(" in the JSON string: ");
      String reason =
          json > 0
              ? message.substring(0, json).strip()
              : required > 0 ? message.substring(0, required) : message;
      String field = reason.replaceAll("(?s)^[^`]*`([^`]*)`.*$", "$1");
      boolean unknown = reason.contains("is not defined");
      if (unknown || !onlyUnknown) {
        // Kubernetes' model says where it is not defined; the JSON behind it is the whole object.
        add(field, "schema:" + field, reason.replace(" in the JSON string", ""), null);
      }
      return Optional.of(field).filter(name -> unknown);
    }
  }

  /** Takes the field out wherever it stands; false when it stands nowhere. */
  private static boolean without(JsonElement element, String field) {
    boolean found = false;
    if (element instanceof JsonObject object) {
      found = object.remove(field) != null;
      for (JsonElement value : object.asMap().values()) {
        found |= without(value, field);
      }
    } else if (element instanceof JsonArray array) {
      for (JsonElement item : array) {
        found |= without(item, field);
      }
    }
    return found;
  }

  private void types() {
    for (KubernetesTypes.Mismatch mismatch : KubernetesTypes.compare(job, V1Job.class)) {
      String hint =
          mismatch.text().endsWith("a text") ? "quote it in the template: {{ ... | quote }}" : null;
      add(mismatch.key(), "type:" + mismatch.path(), mismatch.text(), hint);
    }
  }

  private void names() {
    String name = text(object(job, "metadata"), "name");
    if (!Names.isJobName(name)) {
      add(
          "name",
          "job-name",
          "the Job's name '" + name + "' (" + name.length() + " characters) is not legal",
          "at most 63 lower-case letters, digits, '-' and '.', a letter or digit at both ends");
    }
    Set<String> containers = new HashSet<>();
    for (JsonObject container : allContainers()) {
      String its = text(container, "name");
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
    for (JsonObject metadata :
        List.of(object(job, "metadata"), object(job, "spec", "template", "metadata"))) {
      for (Map.Entry<String, JsonElement> label : object(metadata, "labels").entrySet()) {
        String value = text(object(metadata, "labels"), label.getKey());
        if (!Names.isKey(label.getKey()) || !Names.isLabelValue(value)) {
          add(
              label.getKey(),
              "label:" + label.getKey(),
              "the label " + label.getKey() + ": '" + value + "' is not legal",
              "key and value have at most 63 letters, digits, '-', '_' and '.', a letter or digit at"
                  + " both ends");
        }
      }
      for (String key : object(metadata, "annotations").keySet()) {
        if (!Names.isKey(key)) {
          add(key, "annotation:" + key, "the annotation key '" + key + "' is not legal", null);
        }
      }
    }
  }

  private void podSpec() {
    JsonObject spec = podSpec(job);
    String restart = text(spec, "restartPolicy");
    if (!RESTART_POLICIES.contains(restart)) {
      add(
          "restartPolicy",
          "restartPolicy",
          "restartPolicy is '" + restart + "'; a Job takes OnFailure or Never",
          "set restartPolicy in the Job's section of values.yaml");
    }
    if (text(object(job, "spec"), "backoffLimit").startsWith("-")) {
      add("backoffLimit", "backoffLimit", "backoffLimit is negative", "set job.backoff-limit");
    }
    Set<String> volumes =
        objects(spec, "volumes").stream().map(v -> text(v, "name")).collect(Collectors.toSet());
    volumes.stream()
        .filter(name -> !Names.isLabel(name))
        .forEach(
            name ->
                add(
                    "volumes",
                    "volume:" + name,
                    "the volume name '" + name + "' is not legal",
                    null));
    for (JsonObject container : allContainers()) {
      for (JsonObject mount : objects(container, "volumeMounts")) {
        if (!volumes.contains(text(mount, "name"))) {
          add(
              "volumeMounts",
              "mount:" + text(mount, "name"),
              "a container mounts the volume '" + text(mount, "name") + "', which is not there",
              null);
        }
      }
    }
  }

  private void containers() {
    for (JsonObject container : allContainers()) {
      String name = text(container, "name");
      String image = text(container, "image");
      if (!IMAGE.matcher(image).matches()) {
        add(
            "image",
            "image-reference:" + name,
            "the image '" + image + "' of container " + name + " is not a legal reference",
            "a value is missing in it, or has characters that no image name has");
      }
      if (!PULL_POLICIES.contains(text(container, "imagePullPolicy"))) {
        add(
            "imagePullPolicy",
            "imagePullPolicy:" + name,
            "imagePullPolicy '" + text(container, "imagePullPolicy") + "' is unknown",
            "Always, IfNotPresent or Never");
      }
      resources(container);
    }
  }

  private void resources(JsonObject container) {
    JsonObject requests = object(container, "resources", "requests");
    JsonObject limits = object(container, "resources", "limits");
    for (String resource : requests.keySet()) {
      Optional<Quantity> request = quantity(requests, resource);
      Optional<Quantity> limit = quantity(limits, resource);
      if (request.isPresent()
          && limit.isPresent()
          && request.get().getNumber().compareTo(limit.get().getNumber()) > 0) {
        add(
            resource,
            "resources:" + resource,
            "container "
                + text(container, "name")
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

  private static Optional<Quantity> quantity(JsonObject quantities, String resource) {
    try {
      return Optional.of(text(quantities, resource))
          .filter(text -> !text.isEmpty())
          .map(Quantity::fromString);
    } catch (RuntimeException e) {
      // Not a quantity: KubernetesTypes says so.
      return Optional.empty();
    }
  }

  private List<JsonObject> allContainers() {
    JsonObject spec = podSpec(job);
    return Stream.concat(
            objects(spec, "initContainers").stream(), objects(spec, "containers").stream())
        .toList();
  }

  static JsonObject podSpec(JsonObject job) {
    return object(job, "spec", "template", "spec");
  }

  private void add(String key, String rule, String text, @Nullable String hint) {
    problems.add(
        new Problem(
            manifest.template(),
            key,
            rule,
            manifest.title() + ": " + text,
            Optional.ofNullable(hint)));
  }
}
