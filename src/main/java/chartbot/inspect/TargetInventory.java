package chartbot.inspect;

import chartbot.chart.ChartInventory;
import chartbot.chart.ChartInventory.Finding;
import chartbot.chart.ChartInventory.Kind;
import chartbot.chart.Deployments;
import chartbot.error.ChartbotException;
import chartbot.image.RegistryRules;
import chartbot.inspect.ChartSurvey.ImageState;
import chartbot.inspect.ChartSurvey.Survey;
import chartbot.inspect.NewestTags.Newest;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Target;
import chartbot.update.ChartVerifier;
import chartbot.update.ReviewServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes stock of a target: every image, and leftovers of others. Changes nothing. */
public final class TargetInventory {

  private final ChartSurvey survey;
  private final ReviewServer review;
  private final ChartVerifier verifier;
  private final Optional<NewestTags> newest;
  private final Optional<RegistryRules> rules;

  public TargetInventory(
      ChartSurvey survey,
      ReviewServer review,
      ChartVerifier verifier,
      Optional<NewestTags> newest,
      Optional<RegistryRules> rules) {
    this.survey = survey;
    this.review = review;
    this.verifier = verifier;
    this.newest = newest;
    this.rules = rules;
  }

  /** Images by name, then what belongs to none. */
  public List<InventoryRow> of(Target target) throws ChartbotException {
    Survey surveyed = survey.of(target);
    Map<String, List<String>> ofImages = new LinkedHashMap<>();
    Map<String, List<String>> orphans = new LinkedHashMap<>();
    Deployments deployments = verifier.deployments(target.images(), target.verify());
    for (Finding finding :
        ChartInventory.of(surveyed.tip().chart(), target.images(), deployments)) {
      (finding.kind() == Kind.NO_TEMPLATE ? ofImages : orphans)
          .computeIfAbsent(finding.subject(), subject -> new ArrayList<>())
          .add(finding.text());
    }
    Map<String, Newest> there = there(target, surveyed);
    Map<String, Instant> merged = review.lastMerged(target);
    List<InventoryRow> rows = new ArrayList<>();
    for (ImageState image : surveyed.images()) {
      List<String> findings = new ArrayList<>(ofImages.getOrDefault(image.name(), List.of()));
      image.hold().ifPresent(hold -> findings.add(hold.why()));
      Newest known = there.get(image.name());
      if (known != null) {
        known.fault().ifPresent(fault -> findings.add(fault.message()));
      }
      rows.add(
          new InventoryRow(
              target.name(),
              image.name(),
              image.branch(),
              known == null ? Optional.empty() : known.tag(),
              image.change(),
              image.proposed(),
              image
                  .change()
                  .map(OpenChange::created)
                  .or(() -> Optional.ofNullable(merged.get(image.name()))),
              findings));
    }
    orphans.forEach(
        (subject, texts) ->
            rows.add(
                new InventoryRow(
                    target.name(),
                    subject,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.ofNullable(merged.get(subject)),
                    texts)));
    return rows;
  }

  /** Only of images that follow the registry: others may be pulled from elsewhere. */
  private Map<String, Newest> there(Target target, Survey surveyed) throws ChartbotException {
    if (newest.isEmpty() || rules.isEmpty()) {
      return Map.of();
    }
    Set<String> follow = rules.get().follow();
    List<String> names =
        surveyed.images().stream()
            .map(ImageState::name)
            .filter(name -> target.images().isModel(name) || follow.contains(name))
            .toList();
    return newest.get().of(names, target);
  }
}
