package chartbot.update;

import chartbot.chart.FileEdit;
import chartbot.chart.Image;
import chartbot.chart.ImageChange;
import chartbot.error.UserException;
import chartbot.lifecycle.Decision;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.Tagging;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what a run reports to its caller. */
final class Results {

  /** Ends in which a tag that was asked for may be proposed nowhere. */
  private static final Set<Outcome> WITHHOLDING =
      EnumSet.of(Outcome.LEFT_ALONE, Outcome.RETIRED, Outcome.WAITING_FOR_MERGE);

  private final TextDiff diff;
  private final Message message;

  Results(TextDiff diff, Message message) {
    this.diff = diff;
    this.message = message;
  }

  UpdateResult preview(Run run, Plan plan, Verification verification) throws UserException {
    Outcome outcome = plan.pushes() ? Outcome.PREVIEWED : outcome(run, plan, change(plan));
    String text = "";
    if (plan.pushes()) {
      String changeId =
          change(plan).map(OpenChange::changeId).orElseGet(() -> plan.changeIds().get(0));
      text = message.of(run, plan.desired(), plan.draft(), changeId);
    }
    return result(run, plan, outcome, change(plan), text, verification, left(run, plan));
  }

  /** What this run has pushed counts only as far as the change that is left holds it. */
  UpdateResult of(Run run, ObservedState observed, Plan plan) {
    Optional<OpenChange> change = plan.decision().kept();
    // What it pushed may have been abandoned since, in favour of another change.
    boolean pushed = change.filter(run::hasPushed).isPresent();
    boolean left =
        plan.decision() instanceof Decision.LeaveAlone
            || plan.decision() instanceof Decision.Withhold
            || plan.decision() instanceof Decision.WaitForMerge
            || !plan.withheld().isEmpty();
    Outcome outcome = pushed && !left ? Outcome.PUSHED : outcome(run, plan, change);
    String text = change.map(kept -> kept.current().message()).orElse("");
    List<String> notes = new ArrayList<>(left(run, plan));
    notes.addAll(overlaps(run, observed, plan));
    if (!pushed) {
      run.pushed()
          .ifPresent(p -> notes.add("change " + p.change() + " was pushed, too: " + p.url()));
    }
    Verification verification = pushed ? run.verification() : Verification.notNeeded();
    return result(run, plan, outcome, change, text, verification, notes);
  }

  /** Other groups' changes about some of the same images: theirs to keep, the person's to know. */
  private static List<String> overlaps(Run run, ObservedState observed, Plan plan) {
    List<String> notes = new ArrayList<>();
    for (OpenChange other : observed.open().ofOthersThan(run.group())) {
      List<String> both =
          other.images().keySet().stream().filter(plan.desired().tags()::containsKey).toList();
      boolean reported =
          plan.decision().kept().filter(kept -> kept.number() == other.number()).isPresent()
              || run.closings().hasRefused(other);
      if (!both.isEmpty() && !reported) {
        notes.add(
            "change "
                + other.number()
                + " is about "
                + String.join(", ", both)
                + " too: "
                + other.url());
      }
    }
    return notes;
  }

  private UpdateResult result(
      Run run,
      Plan plan,
      Outcome outcome,
      Optional<OpenChange> change,
      String text,
      Verification verification,
      List<String> more) {
    Map<String, String> proposed =
        outcome == Outcome.PREVIEWED
            ? Tagging.tags(plan.desired().tags())
            : change.map(OpenChange::imagesSaidLast).orElse(Map.of());
    List<ImageChange> images = images(run, plan, proposed);
    boolean isProposed =
        !WITHHOLDING.contains(outcome)
            && plan.draft().edit().images().stream()
                .allMatch(image -> image.to().equals(proposed.get(image.name())));
    List<String> notes = new ArrayList<>(plan.notes());
    String keptTemplates = diff(run, plan.draft().edit().keptTemplates());
    if (!keptTemplates.isEmpty()) {
      notes.add("chartbot would write:\n" + keptTemplates);
    }
    notes.addAll(notProposed(run, plan, images, outcome));
    notes.addAll(verification.notes());
    notes.addAll(more);
    return new UpdateResult(
        run.target(),
        outcome,
        images,
        change.map(OpenChange::proposed),
        text,
        isProposed ? diff(run, plan.draft().edit().files()) : "",
        diff.unified(verification.renderedFiles()),
        verification.verified(),
        run.provenances(),
        notes);
  }

  private String diff(Run run, List<FileEdit> edits) {
    return diff.unified(run.target().chart(), edits);
  }

  private static Optional<OpenChange> change(Plan plan) {
    if (plan.decision() instanceof Decision.Restore restore) {
      return Optional.of(restore.change());
    }
    if (plan.decision() instanceof Decision.NewPatchSet patchSet) {
      return Optional.of(patchSet.change());
    }
    return plan.decision().kept();
  }

  private static List<String> left(Run run, Plan plan) {
    List<String> notes = new ArrayList<>(left(plan.decision()));
    plan.withheld()
        .forEach(
            (name, hold) ->
                notes.add(
                    Image.at(name, run.asked().getOrDefault(name, ""))
                        + " is not proposed: "
                        + name
                        + " "
                        + hold.why()
                        + "; "
                        + hold.hint()));
    return notes;
  }

  private static List<String> left(Decision decision) {
    if (decision instanceof Decision.LeaveAlone leave) {
      return List.of(leave.note());
    }
    if (decision instanceof Decision.Withhold withhold) {
      return List.of(withhold.why());
    }
    if (decision instanceof Decision.WaitForMerge wait) {
      return List.of(wait.note());
    }
    if (decision instanceof Decision.Proposed proposed) {
      return proposed.leftAlone().stream().map(Decision.LeaveAlone::note).toList();
    }
    return decision instanceof Decision.Restore restore ? List.of(restore.note()) : List.of();
  }

  private static Outcome outcome(Run run, Plan plan, Optional<OpenChange> change) {
    if (plan.decision() instanceof Decision.WaitForMerge) {
      return Outcome.WAITING_FOR_MERGE;
    }
    if (plan.decision() instanceof Decision.LeaveAlone
        || plan.decision() instanceof Decision.Withhold
        || plan.decision() instanceof Decision.Restore) {
      return Outcome.LEFT_ALONE;
    }
    if (!plan.withheld().isEmpty()) {
      return plan.withheld().values().stream().allMatch(Hold::isRetirement)
          ? Outcome.RETIRED
          : Outcome.LEFT_ALONE;
    }
    Map<String, String> branch = plan.branch();
    Map<String, String> newest = run.target().images().matching(branch);
    Map<String, String> open = Tagging.tags(change.map(OpenChange::images).orElse(Map.of()));
    Set<Outcome> outcomes = new HashSet<>();
    Tagging.tags(run.asked())
        .forEach(
            (name, tag) -> {
              if (tag.equals(open.get(name)) && !tag.equals(branch.get(name))) {
                outcomes.add(Outcome.ALREADY_PROPOSED);
              } else if (isOlder(tag, newest.get(name)) || isOlder(tag, open.get(name))) {
                outcomes.add(Outcome.SUPERSEDED);
              }
            });
    if (outcomes.contains(Outcome.ALREADY_PROPOSED)) {
      return Outcome.ALREADY_PROPOSED;
    }
    if (outcomes.contains(Outcome.SUPERSEDED)) {
      return Outcome.SUPERSEDED;
    }
    return change.isPresent() ? Outcome.ALREADY_PROPOSED : Outcome.UNCHANGED;
  }

  private static boolean isOlder(String tag, @Nullable String than) {
    return than != null && !tag.isEmpty() && Tagging.isOlder(tag, than);
  }

  /** The images asked for, with the tag that is now proposed or on the branch. */
  private static List<ImageChange> images(Run run, Plan plan, Map<String, String> proposed) {
    List<ImageChange> images = new ArrayList<>();
    for (ImageChange image : plan.draft().edit().images()) {
      Optional<String> tag = Optional.ofNullable(proposed.get(image.name())).or(image::from);
      if (run.asked().containsKey(image.name()) && tag.isPresent()) {
        images.add(new ImageChange(image.name(), image.key(), image.from(), tag.get()));
      }
    }
    return images;
  }

  /** The tags asked for that are not the ones proposed or on the branch. */
  private static List<String> notProposed(
      Run run, Plan plan, List<ImageChange> images, Outcome outcome) {
    Map<String, String> now = new HashMap<>();
    images.forEach(image -> now.put(image.name(), image.to()));
    List<String> notes = new ArrayList<>();
    Map<String, String> tags = Tagging.tags(run.asked());
    for (ImageChange image : plan.draft().edit().images()) {
      String asked = tags.get(image.name());
      String tag = now.get(image.name());
      if (asked != null && tag != null && isOlder(asked, tag)) {
        String where =
            tag.equals(plan.branch().get(image.name()))
                ? "on " + run.target().branch()
                : "in the open change";
        notes.add(image.name() + ":" + asked + " is older than " + tag + " " + where);
      } else if (asked != null && WITHHOLDING.contains(outcome) && !asked.equals(tag)) {
        notes.add(image.name() + ":" + asked + " is not proposed");
      }
    }
    return notes;
  }
}
