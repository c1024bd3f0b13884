package chartbot.chart;

import chartbot.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Takes stock of a chart: model images that nothing deploys, and Job sections of no image. */
public final class ChartInventory {

  private static final String JOB = "-job";

  private final ImageRules rules;
  private final TreeMap<String, String> keysByImage = new TreeMap<>();
  private final Set<String> sections = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();

  /** What kind of thing is missing or left over. */
  public enum Kind {
    NO_TEMPLATE,
    SECTION_WITHOUT_IMAGE
  }

  /**
   * Something missing or left over.
   *
   * @param subject the image or section
   * @param hint what to do about it
   */
  public record Finding(Kind kind, String subject, String text, String hint) {}

  private ChartInventory(ChartFiles chart, ImageRules rules) throws UserException {
    this.rules = rules;
    for (ValuesFile file : ValuesFile.all(chart, rules)) {
      file.keysByImage().forEach(keysByImage::putIfAbsent);
      sections.addAll(file.sections());
    }
  }

  /**
   * All findings, by kind.
   *
   * @throws UserException when a values file cannot be read
   */
  public static List<Finding> of(ChartFiles chart, ImageRules rules, Deployments deployments)
      throws UserException {
    ChartInventory inventory = new ChartInventory(chart, rules);
    inventory.lookAtModels(chart, deployments);
    inventory.lookAtSections();
    return List.copyOf(inventory.findings);
  }

  private void lookAtModels(ChartFiles chart, Deployments deployments) {
    Map<String, String> models = new TreeMap<>(keysByImage);
    models.keySet().removeIf(name -> !rules.isModel(name));
    List<String> templates =
        chart.readAll(ChartFiles.TEMPLATES).values().stream()
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .toList();
    models
        .entrySet()
        .removeIf(
            model ->
                templates.stream()
                    .anyMatch(
                        text ->
                            HelmActions.mention(text, model.getKey())
                                || HelmActions.mention(text, model.getValue())));
    if (models.isEmpty()) {
      return;
    }
    Optional<List<DeployedImage>> deployed = deployments.of(chart, Set.of());
    Set<String> run =
        deployed.orElse(List.of()).stream().map(DeployedImage::name).collect(Collectors.toSet());
    models.keySet().removeAll(run);
    for (String name : models.keySet()) {
      add(
          Kind.NO_TEMPLATE,
          name,
          "no template of the chart uses the model image " + name,
          "chartbot update " + name + ":TAG writes one");
    }
  }

  private void lookAtSections() {
    for (String section : sections) {
      if (section.endsWith(JOB)) {
        String name = section.substring(0, section.length() - JOB.length());
        if (rules.isModel(name) && !keysByImage.containsKey(name)) {
          add(
              Kind.SECTION_WITHOUT_IMAGE,
              section,
              "the section " + section + " belongs to no image under " + rules.path(),
              "remove it, or add the image with chartbot update " + name + ":TAG");
        }
      }
    }
  }

  private void add(Kind kind, String subject, String text, String hint) {
    findings.add(new Finding(kind, subject, text, hint));
  }
}
