package chartbot.verify;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.EditedChart;
import chartbot.chart.FileEdit;
import chartbot.chart.GeneratedTemplate;
import chartbot.chart.HelmActions;
import chartbot.chart.Image;
import chartbot.chart.ImageChange;
import chartbot.error.EnvironmentException;
import chartbot.error.VerificationException;
import chartbot.target.VerifyRules.Mode;
import chartbot.update.Verification;
import chartbot.update.Verified;
import chartbot.verify.RenderedObject.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges one edit of one chart by what Helm makes of the chart before and after it. */
final class Judgement {

  private final Renderings renderings;
  private final ObjectSchema schema;
  private final ChartFiles chartBefore;
  private final ChartFiles chartAfter;
  private final ChartEdit edit;
  private final Mode mode;
  private final Findings findings = new Findings();

  Judgement(
      Renderings renderings, ObjectSchema schema, ChartFiles before, ChartEdit edit, Mode mode) {
    this.renderings = renderings;
    this.schema = schema;
    this.chartBefore = before;
    this.chartAfter = new EditedChart(before, edit);
    this.edit = edit;
    this.mode = mode;
  }

  /**
   * Renders and judges.
   *
   * @throws VerificationException when Helm or Kubernetes would refuse the result, or it does not
   *     do what was asked
   */
  Verification judge() throws VerificationException, EnvironmentException {
    Set<String> own = ownTemplates();
    Renderings.Pair pair = renderings.both(chartBefore, chartAfter, own);
    ChartRendering before = pair.before();
    ChartRendering after = pair.after();
    if (after.refusal().isPresent()) {
      return refused(before, after.refusal().get());
    }
    after.noteWhatIsAbsent(findings);
    after.notes().forEach(findings::note);
    before
        .refusal()
        .ifPresent(
            refusal ->
                findings.note("the chart did not render before this update: " + refusal.text()));
    Set<ObjectId> random = new HashSet<>();
    judge(before, after, random);
    findings.conclude();
    boolean full = findings.isComplete() && after.absent().isEmpty() && !after.isPart();
    return new Verification(
        full ? Verified.FULL : Verified.PARTIAL,
        before.manifests(),
        Manifests.with(after.manifests(), random, before.manifests()),
        findings.notes());
  }

  /** Templates that the update writes, or that have the name of an image in an action. */
  private Set<String> ownTemplates() {
    Set<String> own = new LinkedHashSet<>(writtenTemplates());
    chartAfter
        .readAll(ChartFiles.TEMPLATES)
        .forEach(
            (path, bytes) -> {
              String text = new String(bytes, StandardCharsets.UTF_8);
              if (edit.images().stream().anyMatch(image -> isAbout(text, image))) {
                own.add(path);
              }
            });
    return own;
  }

  static boolean isAbout(String template, ImageChange image) {
    return HelmActions.mention(template, image.name())
        || HelmActions.mention(template, image.key());
  }

  private List<String> writtenTemplates() {
    return edit.files().stream()
        .filter(file -> !file.removed())
        .map(FileEdit::path)
        .filter(path -> path.startsWith(ChartFiles.TEMPLATES))
        .toList();
  }

  private Verification refused(ChartRendering before, Refusal refusal)
      throws VerificationException {
    boolean broken =
        before.refusal().map(Refusal::cause).filter(refusal.cause()::equals).isPresent();
    String text = refusal.text();
    if (broken || (mode == Mode.OPTIONAL && before.refusal().isPresent())) {
      text =
          "the chart does not render without this update either: "
              + before.refusal().map(Refusal::text).orElse(text);
    }
    if (before.refusal().isPresent() && mode == Mode.OPTIONAL) {
      return new Verification(
          Verified.NONE, "", "", List.of(text + "; the result is not verified"));
    }
    if (!before.absent().isEmpty()) {
      text += " (rendered without " + before.absentInWords() + ")";
    }
    throw new VerificationException(text, hint(refusal).orElse(null));
  }

  private Optional<String> hint(Refusal refusal) {
    return Hints.of(refusal, chartAfter, writtenTemplates());
  }

  private void judge(
      ChartRendering renderedBefore, ChartRendering renderedAfter, Set<ObjectId> random)
      throws VerificationException, EnvironmentException {
    RenderedObjects before = renderedBefore.objects();
    RenderedObjects after = renderedAfter.objects();
    boolean comparable = renderedBefore.refusal().isEmpty();
    judgeUnread(renderedBefore, renderedAfter);
    Duplicates.report(before, after, findings);
    Set<ObjectId> touched = new HashSet<>();
    for (String template : writtenTemplates()) {
      after.of(template).forEach(object -> touched.add(object.id()));
    }
    for (ImageChange image : edit.images()) {
      if (!image.isRemoval()) {
        touched.addAll(judge(image, before, after));
      }
    }
    if (comparable) {
      touched.addAll(RemovalCheck.report(edit, before, after, findings));
    }
    if (comparable) {
      Differences differences = new Differences(before, after);
      Set<ObjectId> unexplained = differences.unexplained(edit);
      unexplained.removeAll(touched);
      if (!unexplained.isEmpty()) {
        random.addAll(renderings.random(chartBefore, renderedBefore));
        random.retainAll(unexplained);
        unexplained.removeAll(random);
      }
      unexplained.forEach(
          id -> findings.note("in addition to the image, " + differences.describe(id)));
      touched.addAll(differences.all());
      touched.removeAll(random);
    }
    KubernetesRule kubernetes =
        new KubernetesRule(schema, renderings.kubeVersion(), chartAfter, findings);
    kubernetes.judge(before.byId(), after, touched);
  }

  /** Documents that Helm prints and SnakeYAML does not read matter where they change. */
  private void judgeUnread(ChartRendering before, ChartRendering after) {
    Map<String, String> was = Manifests.byTemplate(before.manifests());
    Map<String, String> is = Manifests.byTemplate(after.manifests());
    after
        .objects()
        .unread()
        .forEach(
            (template, why) -> {
              if (!is.getOrDefault(template, "").equals(was.getOrDefault(template, ""))) {
                findings.leaveOut("not checked: Helm prints what chartbot cannot read: " + why);
              }
            });
  }

  /** Judges what becomes of one image; answers which objects run it. */
  private Set<ObjectId> judge(ImageChange image, RenderedObjects before, RenderedObjects after)
      throws VerificationException, EnvironmentException {
    Optional<String> written = writtenTemplate(image);
    if (written.isPresent()) {
      judgeGenerated(written.get(), image, after);
    }
    boolean changed = !image.from().equals(Optional.of(image.to()));
    BumpCheck bump = new BumpCheck(image, before, after);
    if (changed && bump.isRendered()) {
      bump.report(new SourceLocator(chartAfter, renderings.values(chartAfter)), findings);
    } else if (changed && written.isEmpty() && !isUsed(image, before, after)) {
      new SwitchedOff(renderings, schema, chartAfter, findings).judge(image, after);
    }
    return bump.objects();
  }

  /** The template that the update writes for an image. */
  private Optional<String> writtenTemplate(ImageChange image) {
    return writtenTemplates().stream()
        .filter(path -> isAbout(text(path), image) && GeneratedTemplate.is(text(path)))
        .findFirst();
  }

  private void judgeGenerated(String template, ImageChange image, RenderedObjects after)
      throws VerificationException, EnvironmentException {
    Image wanted = new Image(image.name(), image.to());
    if (after.prints(template)) {
      if (!after.unread().containsKey(template)) {
        AdditionCheck.report(template, wanted, text(template), after.of(template), findings);
      }
      return;
    }
    Optional<String> on = GeneratedTemplate.withConditionOn(text(template));
    String nothing = template + " renders nothing with these values";
    if (on.isEmpty()) {
      findings.refuse(
          HelmIgnored.by(chartAfter, template)
              .map(line -> line + " keeps " + template + " out of the chart")
              .orElse(nothing),
          Optional.of("Helm would deploy nothing of it"));
      return;
    }
    ChartFiles switched =
        new EditedChart(chartAfter, Map.of(template, on.get().getBytes(StandardCharsets.UTF_8)));
    ChartRendering rendering = renderings.one(switched, Set.of(template), List.of());
    if (rendering.refusal().isEmpty()) {
      findings.note(nothing + ", since its condition is off; checked with the condition on");
      RenderedObjects objects = rendering.objects();
      AdditionCheck.report(template, wanted, text(template), objects.of(template), findings);
      Set<ObjectId> ids = new HashSet<>();
      objects.of(template).forEach(object -> ids.add(object.id()));
      new KubernetesRule(schema, renderings.kubeVersion(), chartAfter, findings)
          .judge(new HashMap<>(), objects, ids);
      return;
    }
    Refusal refusal = rendering.refusal().get();
    if (refusal.missingTemplate().isPresent()) {
      findings.refuse(refusal.text(), hint(refusal));
    } else {
      findings.leaveOut(nothing + "; with its condition on, Helm says: " + refusal.text());
    }
  }

  /** Whether any object but the containers' takes up the new tag: a custom resource, a config. */
  private static boolean isUsed(ImageChange image, RenderedObjects before, RenderedObjects after) {
    Map<ObjectId, RenderedObject> was = before.byId();
    return after.all().stream()
        .anyMatch(
            object -> {
              RenderedObject old = was.get(object.id());
              return object.data().toString().contains(image.to())
                  && (old == null || !old.data().toString().contains(image.to()));
            });
  }

  private String text(String path) {
    return chartAfter.read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }
}
