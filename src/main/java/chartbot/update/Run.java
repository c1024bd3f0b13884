package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Group;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.Tagging;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Identity;
import chartbot.target.Target;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run on one target: what was asked, and what its rounds have learned and done so far. */
final class Run {

  /** As often as other runs may still be about to push over what was put back. */
  private static final int PUT_BACKS = 3;

  /** What a push of this run brought to Gerrit. */
  record Pushed(int change, String url, String revision) {}

  private final Target target;
  private final UpdateRequest request;
  private final Group group;
  private final Map<String, String> asked = new LinkedHashMap<>();
  private final Map<String, String> owed = new LinkedHashMap<>();
  private final Set<String> spoiltIds = new HashSet<>();
  private final Set<String> perhapsPushed = new HashSet<>();
  private Optional<Pushed> pushed = Optional.empty();
  private Verification verification = Verification.notNeeded();
  private int idCounter;
  private int putBacks;

  Run(Target target, UpdateRequest request) {
    this.target = target;
    this.request = request;
    this.group = Group.of(request);
    request.images().forEach(image -> asked.put(image.name(), image.tag()));
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

  /** Author and committer: configured, else what Gerrit knows of the account. */
  Identity committer(Account bot) throws EnvironmentException {
    Optional<Identity> configured = target.commit().author();
    return configured.isPresent() ? configured.get() : bot.committer();
  }

  /** Image name to the tag asked for. */
  Map<String, String> asked() {
    return asked;
  }

  /** What the group's change should propose, where these changes of it are open. */
  DesiredState wanted(List<OpenChange> own, Account bot) {
    return DesiredState.of(asked, own, bot, request.allowDowngrade())
        .owing(owed)
        .withJobsAsIn(request)
        .overwritingTemplate(request.overwriteTemplate());
  }

  /** Its group's change about these images is gone, and with it the memory of what was asked. */
  void owes(Map<String, String> images) {
    images.forEach((name, tag) -> owed.merge(name, tag, Tagging::newer));
  }

  Set<String> spoiltIds() {
    return spoiltIds;
  }

  void spoilt(String changeId) {
    spoiltIds.add(changeId);
  }

  /** How many derived Change-Ids are known to be closed or spoilt. */
  int idCounter() {
    return idCounter;
  }

  void idCounter(int counter) {
    idCounter = counter;
  }

  void pushed(Pushed latest, Verification itsVerification) {
    pushed = Optional.of(latest);
    verification = itsVerification;
  }

  /** A push of this commit went out, and no answer came back. */
  void perhapsPushed(String revision, Verification itsVerification) {
    perhapsPushed.add(revision);
    verification = itsVerification;
  }

  void hasPutBack() {
    putBacks++;
  }

  /** Whether a person's patch set was put back so often that once more would not help. */
  boolean putsBackInVain() {
    return putBacks >= PUT_BACKS;
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

  /** The latest push of this run. */
  Optional<Pushed> pushed() {
    return pushed;
  }

  /** The verification of what was pushed last, as far as this run can tell. */
  Verification verification() {
    return verification;
  }

  ChartbotException tellWhatWasPushed(ChartbotException failure) {
    if (pushed.isEmpty() && perhapsPushed.isEmpty()) {
      return failure;
    }
    String what = whatWasPushed() + ", but afterwards: " + failure.what();
    String otherwise = "run the same update again; it goes on from there";
    return failure instanceof EnvironmentException environment
        ? environment.after(what, otherwise)
        : EnvironmentException.passing(what, failure.hint().orElse(otherwise), failure);
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
