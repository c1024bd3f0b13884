package chartbot.chart;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes stock of a chart: what its model images lack, and what is left over of others. */
public final class ChartInventory {

  private static final String JOB = "-job";

  private final ImageRules rules;
  private final HelmTemplates templates;
  private final TreeMap<String, String> keysByImage = new TreeMap<>();
  private final Set<String> imageKeys = new TreeSet<>();
  private final Set<String> sections = new TreeSet<>();
  private final List<Finding> findings = new ArrayList<>();

  /** What kind of thing is missing or left over. */
  public enum Kind {
    NO_JOB_SECTION,
    NO_TEMPLATE,
    SECTION_WITHOUT_IMAGE,
    TEMPLATE_WITHOUT_IMAGE,
    TEMPLATE_WITHOUT_SECTION,
    UNDEFINED_HELPER
  }

  /**
   * Something missing or left over.
   *
   * @param subject the image, section, or named template
   * @param hint what to do about it
   */
  public record Finding(Kind kind, String subject, String text, String hint) {}

  private ChartInventory(ChartFiles chart, ImageRules rules) throws UserException {
    this.rules = rules;
    this.templates = HelmTemplates.of(chart);
    for (String path : rules.valuesFiles()) {
      ValuesFile file = ValuesFile.read(chart, path, rules.keys());
      file.keysByImage().forEach(keysByImage::putIfAbsent);
      imageKeys.addAll(file.imageKeys());
      sections.addAll(file.sections());
    }
  }

  /**
   * All findings, by kind.
   *
   * @throws UserException when a values file cannot be read
   */
  public static List<Finding> of(ChartFiles chart, ImageRules rules) throws UserException {
    ChartInventory inventory = new ChartInventory(chart, rules);
    inventory.lookAtModels();
    inventory.lookAtSections();
    inventory.lookAtTemplates();
    inventory.lookAtHelpers();
    return List.copyOf(inventory.findings);
  }

  private void lookAtModels() {
    keysByImage.forEach(
        (name, key) -> {
          if (!rules.isModel(name)) {
            return;
          }
          if (!sections.contains(name + JOB)) {
            add(
                Kind.NO_JOB_SECTION,
                name,
                "the model image " + name + " has no section " + name + JOB,
                "chartbot update " + name + ":TAG adds it");
          }
          JobImage image = JobImage.of(name, key, rules);
          if (templates.using(image).isEmpty()) {
            add(
                Kind.NO_TEMPLATE,
                name,
                "no template of the chart uses the model image " + name,
                "chartbot update " + name + ":TAG writes one");
          }
        });
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

  private void lookAtTemplates() {
    List<String> images = rules.keys();
    Set<String> told = new TreeSet<>();
    for (String path : templates.rendered()) {
      for (List<String> read : templates.uses(path).values()) {
        boolean entry =
            read.size() > images.size() && read.subList(0, images.size()).equals(images);
        String key = entry ? read.get(images.size()) : read.get(0);
        if (entry && !imageKeys.contains(key) && told.add(path + "\n" + key)) {
          add(
              Kind.TEMPLATE_WITHOUT_IMAGE,
              key,
              path + " uses " + rules.path() + "." + key + ", which the values do not have",
              "remove the template, or add the image");
        } else if (isModelSection(key) && !sections.contains(key) && told.add(path + "\n" + key)) {
          add(
              Kind.TEMPLATE_WITHOUT_SECTION,
              key,
              path + " uses the section " + key + ", which the values do not have",
              "remove the template, or add the section");
        }
      }
    }
  }

  private boolean isModelSection(String key) {
    return key.endsWith(JOB) && rules.isModel(key.substring(0, key.length() - JOB.length()));
  }

  private void lookAtHelpers() {
    templates
        .undefined()
        .forEach(
            (name, path) ->
                add(
                    Kind.UNDEFINED_HELPER,
                    name,
                    path + " includes \"" + name + "\", which no template of this chart defines",
                    "define it in a *.tpl file, unless a subchart does"));
  }

  private void add(Kind kind, String subject, String text, String hint) {
    findings.add(new Finding(kind, subject, text, hint));
  }
}
