package chartbot.git;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.PrintableText;
import chartbot.target.Target;
import chartbot.update.PushResult;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Reads what Gerrit answers to a push for review. */
final class PushReading {

  private static final Pattern RACE =
      Pattern.compile(
          "lock[_ ]failure|lock error|failed to lock|internal (server )?error|modified concurrently"
              // The branch was replaced by another history.
              + "|no common ancestry");

  /** What else servers print is a few lines; it may be a page. */
  private static final int MOST_LINES = 20;

  /** {@code change.maxPatchSets}, {@code change.maxUpdates}: a new Change-Id is what helps. */
  private static final Pattern FULL =
      Pattern.compile("(?i)change \\S+ may not exceed \\d+ (patch sets|updates)");

  /** Gerrit has begun to create the change, for another push; or the account cannot see it. */
  private static final Pattern NOT_FOUND =
      Pattern.compile("^change \\S+ (not found|missing revisions)");

  private static final Pattern CHANGE = Pattern.compile("(https?://\\S+/\\+/(\\d{1,9}))\\b");

  /** What Gerrit's refusal contains, in lower case, and what the person can do about it. */
  private record Refusal(Pattern words, String hint) {

    Refusal(String words, String hint) {
      this(Pattern.compile(words), hint);
    }
  }

  private static final List<Refusal> REFUSALS =
      List.of(
          new Refusal(
              "project state does not permit write",
              "the project is read-only: have its state set to ACTIVE, or take the target out of"
                  + " the configuration"),
          new Refusal(
              "not permitted",
              "the account needs the right 'Push' on refs/for/refs/heads/BRANCH of that project"),
          new Refusal(
              "invalid author",
              "commit.author must be an e-mail address of the account, or the account needs the"
                  + " right 'Forge Author'"),
          new Refusal(
              "invalid committer",
              "commit.author must be an e-mail address of the account, or the account needs the"
                  + " right 'Forge Committer'; without commit.author chartbot uses the account's"
                  + " own"),
          new Refusal(
              "change-id", "commit.message-template must keep the footers that chartbot gives it"),
          new Refusal(
              "signed-off-by",
              "the project wants a Signed-off-by footer: set commit.footers.Signed-off-by to the"
                  + " author"),
          new Refusal(
              "too many commits", "the server limits commits per push; ask its administrator"),
          new Refusal(
              "does not identify a registered user",
              "check review.reviewers and review.cc, --reviewer and --cc: each must be an account"
                  + " or group of Gerrit"),
          new Refusal(
              "topic can't contain quotation marks",
              "give a topic without quotation marks in --topic or review.topic"),
          new Refusal(
              "\\bquota\\b", "the project or the account is over its quota; ask the administrator"),
          new Refusal(
              "cannot add patch set",
              "the change with that Change-Id is somebody else's; abandon it, or have it handed"
                  + " over, and run again"),
          new Refusal("branch \\S+ not found", "check targets[].branch in the configuration"));

  private final GitServer server;
  private final Target target;

  PushReading(GitServer server, Target target) {
    this.server = server;
    this.target = target;
  }

  PushResult read(PushReport report, String revision) throws ChartbotException {
    RemoteRefUpdate update = report.update();
    String remote = report.messages();
    if (update.getStatus() == RemoteRefUpdate.Status.OK) {
      return accepted(remote, revision);
    }
    return refused(
        update.getMessage() == null ? update.getStatus().name() : update.getMessage(), remote);
  }

  static PushResult accepted(String remote, String revision) {
    Matcher change = CHANGE.matcher(remote);
    return change.find()
        ? new PushResult.Accepted(Integer.parseInt(change.group(2)), change.group(1), revision)
        : new PushResult.Unknown("Gerrit took the push but named no change", revision);
  }

  /**
   * @param reason Gerrit's word for this ref
   * @param remote what else Gerrit printed
   */
  PushResult refused(String reason, String remote) throws ChartbotException {
    String lower = reason.toLowerCase(Locale.ROOT);
    // The second is said of the very commit that another run pushed within the same second.
    if (lower.contains("no new changes") || lower.contains("commit(s) already exists")) {
      return new PushResult.NothingNew();
    }
    if (lower.startsWith("change ") && lower.endsWith(" closed")) {
      return new PushResult.Closed();
    }
    Matcher full = FULL.matcher(reason + "\n" + remote);
    if (full.find()) {
      return new PushResult.Full(full.group());
    }
    if (NOT_FOUND.matcher(lower).find()) {
      return new PushResult.Invisible(reason);
    }
    if (lower.contains("has duplicates")) {
      return new PushResult.DuplicateChangeId();
    }
    if (isRace(lower)) {
      return new PushResult.Regenerate(reason);
    }
    throw refusal(reason, remote);
  }

  private static boolean isRace(String reason) {
    return RACE.matcher(reason).find();
  }

  private EnvironmentException refusal(String reason, String remote) {
    String all = (reason + "\n" + remote).toLowerCase(Locale.ROOT);
    String hint =
        REFUSALS.stream()
            .filter(refusal -> refusal.words().matcher(all).find())
            .map(Refusal::hint)
            .findFirst()
            .orElse("Gerrit's own words say why");
    StringBuilder what = new StringBuilder();
    what.append("Gerrit refused the push to refs/for/").append(target.branch());
    what.append(" of ").append(target.project()).append(" at ").append(server);
    what.append(": ").append(PrintableText.line(reason));
    remote
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("Processing changes"))
        .limit(MOST_LINES)
        .forEach(line -> what.append("\n  remote: ").append(PrintableText.line(line)));
    return EnvironmentException.permanent(what.toString(), hint, null);
  }
}
