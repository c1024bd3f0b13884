package chartbot.verify;

import chartbot.chart.Image;
import java.util.List;
import java.util.Optional;

/** Whether a generated template renders exactly one Job, named after the image, that runs it. */
final class AdditionCheck {

  private AdditionCheck() {}

  static void report(
      String template, Image image, String text, List<RenderedObject> objects, Findings findings) {
    for (RenderedObject object : objects) {
      if (!object.isJob()) {
        refuse(
            findings,
            text,
            new Problem(
                template,
                "kind",
                "kind",
                "it renders to "
                    + object.apiVersion()
                    + " "
                    + object.kind()
                    + ", not to batch/v1 Job",
                Optional.of("fix the Handlebars template (job.template)")));
      }
    }
    if (objects.size() > 1) {
      refuse(
          findings,
          text,
          new Problem(
              template,
              "kind",
              "count",
              "it renders to " + objects.size() + " objects, not to one Job",
              Optional.of("fix the Handlebars template (job.template)")));
    }
    String wanted = image.name() + "-job";
    String name = objects.isEmpty() ? "" : objects.get(0).name();
    if (!name.equals(wanted)) {
      refuse(
          findings,
          text,
          new Problem(
              template,
              "name",
              "name",
              "the Job is named '" + name + "', not " + wanted,
              Optional.of("see " + wanted + ".name in values.yaml")));
    }
    boolean runs =
        objects.stream()
            .flatMap(object -> object.containers().stream())
            .anyMatch(
                container ->
                    !container.init()
                        && Images.name(container.image()).equals(image.name())
                        && Images.tag(container.image()).equals(image.tag()));
    if (!runs) {
      refuse(
          findings,
          text,
          new Problem(
              template,
              "image",
              "image",
              "no container of the Job runs the image " + image,
              Optional.of(
                  "the template or a values file takes the image's name or tag from elsewhere than"
                      + " its entry")));
    }
  }

  private static void refuse(Findings findings, String text, Problem problem) {
    findings.refuse(problem.in(text), problem.hint());
  }
}
