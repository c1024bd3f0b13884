package chartbot.verify;

import static chartbot.verify.Manifest.object;
import static chartbot.verify.Manifest.objects;
import static chartbot.verify.Manifest.text;

import chartbot.chart.Image;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a template's manifests must hold for the image that it deploys. */
final class ImageChecks {

  private ImageChecks() {}

  /** Of a template that chartbot writes: one Job, named after the image, that runs it. */
  static List<Problem> ofGenerated(String template, Image image, List<Manifest> manifests) {
    List<Problem> problems = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (!manifest.isJob()) {
        problems.add(
            new Problem(
                template,
                "kind",
                "kind",
                "it renders to "
                    + text(manifest.json(), "apiVersion")
                    + " "
                    + text(manifest.json(), "kind")
                    + ", not to batch/v1 Job",
                Optional.of("mend the Handlebars template (job.template)")));
      }
    }
    String wanted = image.name() + "-job";
    String name =
        manifests.isEmpty() ? "" : text(object(manifests.get(0).json(), "metadata"), "name");
    if (!name.equals(wanted)) {
      problems.add(
          new Problem(
              template,
              "name",
              "name",
              "the Job is named '" + name + "', not " + wanted,
              Optional.of("see " + wanted + ".name in values.yaml")));
    }
    boolean runs =
        manifests.stream()
            .flatMap(m -> objects(JobChecks.podSpec(m.json()), "containers").stream())
            .anyMatch(container -> text(container, "image").endsWith("/" + image));
    if (!runs) {
      problems.add(missing(template, image, "no container of the Job runs"));
    }
    return problems;
  }

  /** Of a template that a person wrote: the image occurs, wherever they put it. */
  static List<Problem> ofPersons(String template, Image image, List<Manifest> manifests) {
    if (manifests.isEmpty()
        || manifests.stream().anyMatch(manifest -> mentions(manifest.json(), image))) {
      return List.of();
    }
    return List.of(missing(template, image, "nothing in it runs"));
  }

  private static Problem missing(String template, Image image, String what) {
    return new Problem(
        template,
        "image",
        "image:" + image.name(),
        what + " the image " + image,
        Optional.of(
            "the template or a values file takes the image's name or tag from elsewhere than its"
                + " entry"));
  }

  private static boolean mentions(JsonElement element, Image image) {
    if (element.isJsonObject()) {
      return element.getAsJsonObject().entrySet().stream()
          .anyMatch(entry -> mentions(entry.getValue(), image));
    }
    if (element.isJsonArray()) {
      return element.getAsJsonArray().asList().stream().anyMatch(item -> mentions(item, image));
    }
    return element.isJsonPrimitive() && ("/" + element.getAsString()).endsWith("/" + image);
  }
}
