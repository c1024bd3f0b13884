package chartbot.verify;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.FileEdit;
import chartbot.chart.Image;
import chartbot.chart.ImageChange;
import chartbot.chart.ImageRules;
import chartbot.chart.ImageTemplates;
import chartbot.error.VerificationException;
import chartbot.update.Verification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Proves one edit of one chart: what the edit brought must render and be legal; what was wrong
 * before is told, and is not this edit's fault.
 */
final class ChartProof {

  private static final int SIBLINGS = 30;
  private static final Manifests NONE = new Manifests(List.of(), Map.of());

  private final Renderer helm;
  private final ChartCopy before;
  private final ChartCopy after;
  private final ChartFiles chartBefore;
  private final ChartFiles chartAfter;
  private final ImageRules rules;
  private final ImageTemplates templates;
  private final List<String> notes = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean proven = true;

  /** What is wrong, in full, and what to do about it. */
  private record Finding(String text, Optional<String> hint) {}

  ChartProof(
      Renderer helm,
      ChartFiles chartBefore,
      ChartCopy before,
      ChartFiles chartAfter,
      ChartCopy after,
      ImageRules rules) {
    this.helm = helm;
    this.chartBefore = chartBefore;
    this.before = before;
    this.chartAfter = chartAfter;
    this.after = after;
    this.rules = rules;
    this.templates = new ImageTemplates(chartAfter);
  }

  Verification prove(ChartEdit edit) throws VerificationException {
    Map<String, List<ImageChange>> subjects = subjects(edit);
    List<String> present =
        subjects.keySet().stream().filter(path -> chartBefore.read(path).isPresent()).toList();
    Optional<CompletableFuture<Rendered>> rendering =
        present.isEmpty()
            ? Optional.empty()
            : Optional.of(CompletableFuture.supplyAsync(() -> Rendered.of(before, helm, present)));
    Rendered now;
    try {
      now = Rendered.of(after, helm, List.copyOf(subjects.keySet()));
    } finally {
      rendering.ifPresent(ChartProof::end);
    }
    Rendered old = rendering.map(ChartProof::result).orElseGet(() -> withoutTemplates(now));
    judgeRefusals(old, now);
    if (!now.refusals().containsKey("")) {
      Manifests manifestsBefore = Manifests.in(old.manifests());
      Manifests manifestsAfter = Manifests.in(now.manifests());
      for (Map.Entry<String, List<ImageChange>> subject : subjects.entrySet()) {
        if (!now.refusals().containsKey(subject.getKey())) {
          judge(subject.getKey(), subject.getValue(), manifestsBefore, manifestsAfter);
        }
      }
    }
    failOnFindings();
    return new Verification(proven, old.manifests(), now.manifests(), notes);
  }

  /** What the chart was without any of the templates matters only where it is refused now. */
  private Rendered withoutTemplates(Rendered now) {
    return now.refusals().isEmpty()
        ? new Rendered("", Map.of())
        : Rendered.of(before, helm, List.of());
  }

  /** Whatever comes of it, what it works on may be deleted then. */
  private static void end(CompletableFuture<Rendered> rendering) {
    rendering.handle((rendered, failure) -> true).join();
  }

  private static Rendered result(CompletableFuture<Rendered> rendering) {
    try {
      return rendering.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** The templates to look at, each with the images that it deploys. */
  private Map<String, List<ImageChange>> subjects(ChartEdit edit) {
    Set<String> edited = new LinkedHashSet<>();
    for (FileEdit file : edit.files()) {
      if (file.path().startsWith(ChartFiles.TEMPLATES)) {
        edited.add(file.path());
      }
    }
    Map<String, List<ImageChange>> subjects = new TreeMap<>();
    edited.forEach(path -> subjects.put(path, new ArrayList<>()));
    for (ImageChange image : edit.images()) {
      boolean bumped = !image.from().equals(Optional.of(image.to()));
      for (String path : templates.using(image, rules)) {
        if (bumped || edited.contains(path)) {
          subjects.computeIfAbsent(path, p -> new ArrayList<>()).add(image);
        }
      }
    }
    return subjects;
  }

  private void judgeRefusals(Rendered old, Rendered now) {
    now.refusals()
        .forEach(
            (template, refusal) -> {
              if (wasSoBefore(template, refusal, old)) {
                proven = false;
                notes.add(
                    "the chart did not render before this update either, so that the result is not"
                        + " proven: "
                        + refusal.text());
              } else {
                findings.add(new Finding(refusal.text(), hint(refusal)));
              }
            });
    old.refusals()
        .forEach(
            (template, refusal) -> {
              if (!now.refusals().containsKey(template)) {
                notes.add("the chart did not render before this update: " + refusal.text());
              }
            });
  }

  /** A new template may miss what the other templates of the chart miss, too. */
  private boolean wasSoBefore(String template, Refusal refusal, Rendered old) {
    Refusal same = old.refusals().get(template);
    Refusal frame = old.refusals().get("");
    if (same != null || frame != null) {
      return List.of(Optional.ofNullable(same), Optional.ofNullable(frame)).stream()
          .flatMap(Optional::stream)
          .anyMatch(was -> was.cause().equals(refusal.cause()));
    }
    if (template.isEmpty() || chartBefore.read(template).isPresent()) {
      return false;
    }
    return new ImageTemplates(chartBefore)
        .rendered().stream()
            .limit(SIBLINGS)
            .flatMap(sibling -> before.render(helm, List.of(sibling)).refusal().stream())
            .anyMatch(message -> Refusal.of(message).cause().equals(refusal.cause()));
  }

  private void judge(
      String template,
      List<ImageChange> images,
      Manifests manifestsBefore,
      Manifests manifestsAfter) {
    String text = text(template);
    List<Manifest> was = manifestsBefore.of(template);
    Manifests all =
        isEmpty(manifestsAfter, template) ? withConditionOn(template, text) : manifestsAfter;
    if (all.unread().containsKey(template)) {
      proven = false;
      notes.add(
          "not checked: Helm prints what chartbot cannot read: " + all.unread().get(template));
      return;
    }
    List<Manifest> is = all.of(template);
    if (is.isEmpty()) {
      return;
    }
    boolean generated = ImageTemplates.isGenerated(text);
    List<Problem> known =
        problems(template, images, was, generated, image -> image.from().orElse(""));
    for (Problem problem : problems(template, images, is, generated, ImageChange::to)) {
      if (!was.isEmpty() && known.stream().anyMatch(problem::isSameAs)) {
        notes.add("not this update's doing: " + problem.in(text));
      } else {
        findings.add(new Finding(problem.in(text), problem.hint()));
      }
    }
  }

  /** A template that prints nothing is checked as if its condition held, where that is known. */
  private Manifests withConditionOn(String template, String text) {
    Optional<String> on = ImageTemplates.withConditionOn(text);
    String nothing = template + " renders nothing with these values";
    if (on.isEmpty()) {
      notes.add(nothing);
      return NONE;
    }
    Rendering rendering = after.render(helm, template, on.get());
    if (rendering.refusal().isEmpty()) {
      notes.add(nothing + ", its condition being off; it was checked as if it were on");
      return Manifests.in(rendering.manifests());
    }
    Refusal refusal = Refusal.of(rendering.refusal().get());
    if (refusal.missingTemplate().isPresent()) {
      findings.add(new Finding(refusal.text(), hint(refusal)));
    } else {
      notes.add(nothing + "; with its condition on, Helm would say: " + refusal.text());
    }
    return NONE;
  }

  private List<Problem> problems(
      String template,
      List<ImageChange> images,
      List<Manifest> manifests,
      boolean generated,
      Function<ImageChange, String> tag) {
    List<Problem> problems = new ArrayList<>();
    manifests.stream().filter(Manifest::isJob).map(JobChecks::check).forEach(problems::addAll);
    for (ImageChange change : images) {
      if (rules.isModel(change.name())) {
        Image image = new Image(change.name(), tag.apply(change));
        problems.addAll(
            generated
                ? ImageChecks.ofGenerated(template, image, manifests)
                : ImageChecks.ofPersons(template, image, manifests));
      }
    }
    return problems;
  }

  private Optional<String> hint(Refusal refusal) {
    Optional<String> missing = refusal.missingTemplate();
    if (missing.isEmpty()) {
      return refusal.hint();
    }
    String suffix = missing.get().substring(Math.max(0, missing.get().lastIndexOf('.')));
    return templates.helpers().stream()
        .filter(name -> name.endsWith(suffix))
        .sorted()
        .findFirst()
        .map(
            name ->
                "this chart defines \""
                    + name
                    + "\": set job.helpers to "
                    + name.substring(0, name.length() - suffix.length()))
        .or(refusal::hint);
  }

  private void failOnFindings() throws VerificationException {
    if (findings.isEmpty()) {
      return;
    }
    String text =
        findings.size() == 1
            ? findings.get(0).text()
            : findings.size()
                + " problems:\n  "
                + String.join("\n  ", findings.stream().map(Finding::text).toList());
    Set<String> hints = new LinkedHashSet<>();
    findings.forEach(finding -> finding.hint().ifPresent(hints::add));
    throw new VerificationException(text, hints.isEmpty() ? null : String.join("\n", hints));
  }

  private static boolean isEmpty(Manifests manifests, String template) {
    return manifests.of(template).isEmpty() && !manifests.unread().containsKey(template);
  }

  private String text(String template) {
    return chartAfter
        .read(template)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }
}
