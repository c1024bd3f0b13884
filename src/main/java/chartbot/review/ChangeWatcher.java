package chartbot.review;

import chartbot.error.EnvironmentException;
import chartbot.error.ReviewException;
import chartbot.lifecycle.Footers;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ReviewState;
import chartbot.lifecycle.ReviewState.Status;
import chartbot.lifecycle.Vote;
import chartbot.review.ReviewEnd.Kind;
import chartbot.review.WaitRules.Goal;
import chartbot.update.Progress;
import chartbot.update.ReviewServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The wait for one change: each look reports what is new and finds out whether it is over. */
final class ChangeWatcher {

  private final AwaitedChange awaited;
  private final WaitRules rules;
  private final ReviewServer server;
  private final Progress progress;
  private final String name;
  private int patchSet;
  private Optional<ReviewState> last = Optional.empty();
  private Optional<EnvironmentException> fault = Optional.empty();
  private Optional<ReviewEnd> end = Optional.empty();
  private String reported = "";

  ChangeWatcher(AwaitedChange awaited, WaitRules rules, ReviewServer server, Progress progress) {
    this.awaited = awaited;
    this.rules = rules;
    this.server = server;
    this.progress = progress;
    this.name = "change " + awaited.change().number();
    this.patchSet = awaited.change().patchSet();
  }

  boolean isOn() {
    return end.isEmpty();
  }

  ReviewEnd end() {
    return end.orElseThrow();
  }

  /**
   * Looks at the change once. A fault that may pass ends nothing: the next look may succeed.
   *
   * @return whether anything is new
   */
  boolean look() {
    try {
      Optional<ReviewState> state = server.review(awaited.target(), awaited.change().number());
      fault = Optional.empty();
      if (state.isEmpty()) {
        fails(Kind.GONE, "is gone, or the account may not see it any more", "");
        return true;
      }
      last = state;
      boolean news = report(state.get().inWords());
      judge(state.get());
      if (isOn() && state.get().takesSubmit()) {
        canBeSubmitted(state.get());
      }
      return news;
    } catch (EnvironmentException e) {
      return failed(e);
    }
  }

  /** The time is over. */
  void giveUp() {
    if (fault.isPresent()) {
      end = Optional.of(ReviewEnd.failed(Kind.UNKNOWN, fault.get(), last));
      return;
    }
    String time = rules.timeout().toString().substring(2).toLowerCase(Locale.ROOT);
    String wanted = rules.goal() == Goal.MERGED || rules.submit() ? "merged" : "submittable";
    String lacking = last.map(ReviewState::lacking).orElse("");
    fails(
        Kind.TIMEOUT,
        "is not " + wanted + " after " + time + " (" + lacking + ")",
        "run the same command again to keep waiting, or give a longer --timeout");
  }

  private void judge(ReviewState state) throws EnvironmentException {
    if (state.status() != Status.ABANDONED && !state.branch().equals(awaited.target().branch())) {
      fails(Kind.MOVED, "was moved to " + state.branch(), "");
      return;
    }
    Optional<Vote> against = state.votes().stream().filter(Vote::endsTheWait).findFirst();
    switch (state.status()) {
      case MERGED -> ends(Kind.MERGED, "is merged");
      case ABANDONED -> fails(Kind.ABANDONED, "was abandoned" + state.abandonedWith(), "");
      case OPEN -> {
        checkPatchSet(state.current());
        if (isOn() && against.isPresent()) {
          fails(Kind.NEGATIVE_VOTE, "got " + against.get(), "");
        }
      }
    }
  }

  /**
   * Only what carries the bot's own content is waited for and submitted, from the first look on: a
   * person's patch set may keep the footers and propose something else. A newer one of the bot may
   * be a refresh, which proposes the same, or another run's newer tags.
   */
  private void checkPatchSet(PatchSet current) throws EnvironmentException {
    if (!current.isBy(server.self())) {
      fails(
          Kind.NEWER_PATCH_SET,
          "got patch set " + current.number() + " by " + current.committer().identity().name(),
          "chartbot leaves it to them");
    } else if (current.footers().images().equals(images())) {
      patchSet = current.number();
    } else if (current.number() > patchSet) {
      ends(Kind.SUPERSEDED, "proposes newer tags now, asked for by another run");
    }
  }

  private Map<String, String> images() {
    return Footers.of(awaited.change().message()).images();
  }

  private void canBeSubmitted(ReviewState state) throws EnvironmentException {
    if (!rules.submit()) {
      if (rules.goal() == Goal.SUBMITTABLE) {
        ends(Kind.SUBMITTABLE, "can be submitted");
      }
      return;
    }
    progress.step("submitting " + name);
    Optional<String> refused = submit(state);
    if (refused.isEmpty()) {
      ends(Kind.MERGED, "is merged");
      return;
    }
    // Somebody else may have submitted it meanwhile, or taken back a vote.
    Optional<ReviewState> now = server.review(awaited.target(), awaited.change().number());
    if (now.isPresent() && now.get().equals(state)) {
      List<Integer> others = server.holdingBack(awaited.target(), awaited.change().number());
      if (!others.isEmpty()) {
        report(waitsFor(others)); // whoever of their runs submits merges all of them
        return;
      }
      fails(
          Kind.SUBMIT_REFUSED,
          "was not submitted (" + refused.get() + ")",
          refused.get().contains("not permitted")
              ? "the account needs the right 'Submit' on refs/heads/" + awaited.target().branch()
              : "on a merge conflict, run 'chartbot refresh'");
    }
  }

  private static String waitsFor(List<Integer> others) {
    return others.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "waits for the changes submitted with it: ", ""));
  }

  private Optional<String> submit(ReviewState state) throws EnvironmentException {
    return server.submit(awaited.target(), awaited.change().number(), state.current().revision());
  }

  private boolean failed(EnvironmentException e) {
    if (!e.retryable()) {
      end = Optional.of(ReviewEnd.failed(Kind.UNKNOWN, e, last));
    } else if (fault.isEmpty()) {
      progress.warn(e.message() + "; going on");
    }
    fault = Optional.of(e);
    return false;
  }

  private boolean report(String words) {
    boolean news = !words.equals(reported);
    if (news) {
      progress.step(name + ": " + words);
    }
    reported = words;
    return news;
  }

  private void ends(Kind kind, String what) {
    end = Optional.of(ReviewEnd.succeeded(kind, name + " " + what, last.orElseThrow()));
  }

  private void fails(Kind kind, String what, String hint) {
    String message = name + " " + what + ": " + awaited.change().url();
    end =
        Optional.of(
            ReviewEnd.failed(
                kind, new ReviewException(message, hint.isEmpty() ? null : hint), last));
  }
}
