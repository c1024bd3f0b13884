package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.image.Provenance;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Group;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.Tagging;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Identity;
import chartbot.target.Target;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run on one target: what was asked, and what it has learned and done so far. */
final class Run {

  /** As often as other runs may still be about to overwrite what was restored. */
  private static final int RESTORES = 3;

  /** A few seconds, with the pauses between them. */
  private static final int INVISIBLE = 5;

  /** What a push of this run brought to Gerrit. */
  record Pushed(int change, String url, String revision) {}

  /** A push that is not visible yet, and the branch that it was made on. */
  record Unseen(String revision, Snapshot tip) {}

  private final Target target;
  private final UpdateRequest request;
  private final Drafts drafts;
  private final Group group;
  private final Map<String, String> asked = new LinkedHashMap<>();
  private final Map<String, String> owed = new LinkedHashMap<>();
  private final Set<String> duplicateIds = new HashSet<>();
  private final Set<String> perhapsPushed = new HashSet<>();
  private final Closings closings = new Closings();
  private final Set<String> notes = new LinkedHashSet<>();
  private Map<String, Provenance> provenances = Map.of();
  private Optional<ObservedState> seen = Optional.empty();
  private Optional<Unseen> unseen = Optional.empty();
  private Optional<String> unanswered = Optional.empty();
  private Optional<Pushed> pushed = Optional.empty();
  private Verification verification = Verification.notNeeded();
  private int idCounter;
  private int restores;
  private int invisible;

  Run(Target target, UpdateRequest request, Drafts drafts) {
    this.target = target;
    this.request = request;
    this.drafts = drafts;
    this.group = Group.of(request);
    request.images().forEach(image -> asked.put(image.name(), image.version()));
  }

  Target target() {
    return target;
  }

  UpdateRequest request() {
    return request;
  }

  Group group() {
    return group;
  }

  Drafts drafts() {
    return drafts;
  }

  /** Author and committer: configured, else what Gerrit knows of the account. */
  Identity committer(Account bot) throws EnvironmentException {
    Optional<Identity> configured = target.commit().author();
    return configured.isPresent() ? configured.get() : bot.committer();
  }

  /** Image name to the tag asked for. */
  Map<String, String> asked() {
    return asked;
  }

  /** Asks for the digest next to the tag. */
  void pin(String image, String digest) {
    asked.computeIfPresent(image, (name, tag) -> tag + "@" + digest);
  }

  /** What the group's change should propose, where these changes of it are open. */
  DesiredState desired(List<OpenChange> own, Account bot) {
    return DesiredState.of(asked, own, bot, request.allowDowngrade())
        .owing(owed)
        .withJobsAsIn(request)
        .holding(request)
        .renaming(request)
        .overwritingTemplate(request.overwriteTemplate());
  }

  /** Its group's change about these images is gone, and with it the memory of what was asked. */
  void owes(Map<String, String> images) {
    images.forEach((name, tag) -> owed.merge(name, tag, Tagging::newer));
  }

  Set<String> duplicateIds() {
    return duplicateIds;
  }

  void duplicate(String changeId) {
    duplicateIds.add(changeId);
  }

  /** How many derived Change-Ids are known to be closed or duplicate. */
  int idCounter() {
    return idCounter;
  }

  void idCounter(int counter) {
    idCounter = counter;
  }

  void pushed(Pushed latest, Snapshot tip, Verification itsVerification) {
    pushed = Optional.of(latest);
    verification = itsVerification;
    expectsToSee(latest.revision(), tip);
  }

  void expectsToSee(String revision, Snapshot tip) {
    unseen = Optional.of(new Unseen(revision, tip));
  }

  void seen(ObservedState before) {
    seen = Optional.of(before);
  }

  /** What somebody has seen before the run, once. */
  Optional<ObservedState> takeSeen() {
    Optional<ObservedState> taken = seen;
    seen = Optional.empty();
    return taken;
  }

  /** The push without an answer that was not looked for yet, once. */
  Optional<String> takeUnanswered() {
    Optional<String> taken = unanswered;
    unanswered = Optional.empty();
    return taken;
  }

  /** The push that is to become visible, once. */
  Optional<Unseen> takeUnseen() {
    Optional<Unseen> taken = unseen;
    unseen = Optional.empty();
    return taken;
  }

  Closings closings() {
    return closings;
  }

  /** What held an image does so no more; the index may lag. */
  void hasReleased(Hold hold) {
    note(
        hold.image()
            + " is not held at "
            + hold.tag()
            + " by change "
            + hold.change()
            + " any more");
    if (!hold.merged()) {
      closings.isClosed(hold.change());
    }
  }

  /** What the person should know of what the run did. */
  Set<String> notes() {
    return notes;
  }

  void note(String text) {
    notes.add(text);
  }

  /** By image name, what is in those that it proposes. */
  Map<String, Provenance> provenances() {
    return provenances;
  }

  void provenances(Map<String, Provenance> found) {
    provenances = Map.copyOf(found);
  }

  /** A push of this commit went out, and no answer came back. */
  void perhapsPushed(String revision, Verification itsVerification) {
    perhapsPushed.add(revision);
    unanswered = Optional.of(revision);
    verification = itsVerification;
  }

  /** A change that was abandoned over a patch set of somebody else is open again. */
  void hasReopened(OpenChange change, String revision) {
    unanswered = Optional.of(revision);
    closings.isReopened(change);
  }

  /** Whether a change stays invisible that another run would have created by now. */
  boolean seesItInVain() {
    return ++invisible > INVISIBLE;
  }

  void hasRestored() {
    restores++;
  }

  /** Whether a person's patch set was restored so often that once more would not help. */
  boolean restoresInVain() {
    return restores >= RESTORES;
  }

  /** Whether a patch set of the change is this run's own. */
  boolean hasPushed(OpenChange change) {
    return change.patchSets().stream()
        .map(PatchSet::revision)
        .anyMatch(
            revision ->
                perhapsPushed.contains(revision)
                    || pushed.filter(latest -> latest.revision().equals(revision)).isPresent());
  }

  /** Whether this run has created the change, and nobody has pushed to it since. */
  boolean hasCreated(OpenChange change) {
    return change.patchSets().size() == 1 && hasPushed(change);
  }

  /** The latest push of this run. */
  Optional<Pushed> pushed() {
    return pushed;
  }

  /** The verification of what was pushed last, as far as this run knows. */
  Verification verification() {
    return verification;
  }

  ChartbotException withWhatWasPushed(ChartbotException error) {
    if (pushed.isEmpty() && perhapsPushed.isEmpty()) {
      return error;
    }
    String message = whatWasPushed() + ", but afterwards: " + error.message();
    String fallback = "run the same update again; it goes on from there";
    return error instanceof EnvironmentException environment
        ? environment.after(message, fallback)
        : EnvironmentException.temporary(message, error.hint().orElse(fallback), error);
  }

  private String whatWasPushed() {
    return pushed
        .map(latest -> "change " + latest.change() + " was pushed (" + latest.url() + ")")
        .orElseGet(
            () ->
                "a push to refs/for/"
                    + target.branch()
                    + " of "
                    + target.project()
                    + " may have been taken, though no answer to it came (commit "
                    + String.join(", ", perhapsPushed)
                    + ")");
  }
}
