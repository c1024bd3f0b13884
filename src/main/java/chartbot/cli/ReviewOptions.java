package chartbot.cli;

import chartbot.config.Validators;
import chartbot.error.UserException;
import chartbot.lifecycle.Footers;
import chartbot.target.CommitRules;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.ByHand;
import chartbot.target.ReviewRules.Readiness;
import chartbot.target.Target;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a change is put up for review, where that differs from the configuration. */
final class ReviewOptions {

  private static final Set<Outcome> PUSHING = Set.of(Outcome.PUSHED, Outcome.PREVIEWED);

  @ArgGroup private Choice choice = new Choice();

  @Option(names = "--topic", paramLabel = "TOPIC", description = "The change's topic.")
  private Optional<String> topic = Optional.empty();

  @Option(
      names = "--hashtag",
      paramLabel = "TAG",
      description = "A hashtag in addition to the configured ones; may be repeated.")
  private List<String> hashtags = List.of();

  @Option(
      names = "--reviewer",
      paramLabel = "ACCOUNT",
      description = "A reviewer in addition to the configured ones; may be repeated.")
  private List<String> reviewers = List.of();

  @Option(
      names = "--cc",
      paramLabel = "ACCOUNT",
      description = "Somebody to notify in addition to the configured ones; may be repeated.")
  private List<String> cc = List.of();

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      description = "Subject and body of the commit message; the footers are added.")
  private Optional<String> message = Optional.empty();

  @Option(
      names = "--footer",
      paramLabel = "KEY=VALUE",
      description =
          "A footer in addition to the configured ones, or instead of one; may be repeated, each"
              + " time with another key.")
  private List<String> footers = List.of();

  /** At most one of them. */
  private static final class Choice {

    @Option(names = "--wip", description = "Mark the change work-in-progress.")
    private boolean wip;

    @Option(names = "--ready", description = "Mark the change ready for review.")
    private boolean ready;
  }

  /** Whether a template for the commit message is among them. */
  boolean hasMessage() {
    return message.isPresent();
  }

  /** The result, with a note where options went with a push that there was no need for. */
  UpdateResult noted(UpdateResult result) {
    List<String> given = given();
    if (given.isEmpty() || PUSHING.contains(result.outcome())) {
      return result;
    }
    List<String> notes = new ArrayList<>(result.notes());
    notes.add(
        "nothing was pushed, so these options did nothing: "
            + String.join(", ", given)
            + (result.change().isPresent()
                ? "; where the change lacks it set it in Gerrit, or give them again with a newer"
                    + " tag"
                : ""));
    return result.withNotes(notes);
  }

  private List<String> given() {
    List<String> given = new ArrayList<>();
    if (choice.wip) {
      given.add("--wip");
    }
    if (choice.ready) {
      given.add("--ready");
    }
    topic.ifPresent(text -> given.add("--topic " + text));
    hashtags.forEach(word -> given.add("--hashtag " + word));
    reviewers.forEach(word -> given.add("--reviewer " + word));
    cc.forEach(word -> given.add("--cc " + word));
    message.ifPresent(text -> given.add("--message"));
    footers.forEach(text -> given.add("--footer " + text));
    return given;
  }

  /** Refuses what is wrong with the options whatever they are for. */
  void check() {
    footers();
    Optional<String> wrong = topic.flatMap(Validators::topic);
    if (wrong.isPresent()) {
      throw UsageException.invalid("--topic", topic.orElse(""), wrong.get());
    }
  }

  /** The target with these options in place of what its configuration says. */
  Target over(Target target) throws UserException {
    return target.withReview(review(target.review())).withCommit(commit(target.commit()));
  }

  private ReviewRules review(ReviewRules rules) throws UserException {
    return new ReviewRules(
        topic.isPresent() ? topic.filter(t -> !t.isEmpty()) : rules.topic(),
        both(rules.hashtags(), "--hashtag", hashtags),
        both(rules.reviewers(), "--reviewer", reviewers),
        both(rules.cc(), "--cc", cc),
        readiness(rules.readiness()),
        new ByHand(readiness(Readiness.UNCHANGED), reviewers, cc),
        rules.patchSetNotify(),
        rules.attention(),
        rules.renderedDiffComment(),
        rules.approved(),
        rules.label());
  }

  private Readiness readiness(Readiness configured) {
    if (choice.ready) {
      return Readiness.READY;
    }
    return choice.wip ? Readiness.WIP : configured;
  }

  private static List<String> both(List<String> configured, String option, List<String> more)
      throws UserException {
    Set<String> both = new LinkedHashSet<>(configured);
    for (String word : more) {
      if (word.isBlank() || word.contains(",")) {
        throw new UserException(
            option + ": '" + word + "' is empty or holds a comma", "repeat the option instead");
      }
      both.add(word);
    }
    return List.copyOf(both);
  }

  private CommitRules commit(CommitRules rules) throws UserException {
    Map<String, String> all = new LinkedHashMap<>(rules.footers());
    for (Map.Entry<String, String> footer : footers().entrySet()) {
      Optional<String> wrong = Validators.footerKey(footer.getKey());
      if (wrong.isPresent()) {
        throw new UserException("--footer: '" + footer.getKey() + "' " + wrong.get());
      }
      all.put(sameKey(footer.getKey(), all).orElse(footer.getKey()), footer.getValue());
    }
    Optional<String> ours = message.flatMap(Footers::oursIn);
    if (ours.isPresent()) {
      throw new UserException("--message: '" + ours.get() + "' is written by chartbot itself");
    }
    CommitRules with = rules.withFooters(all);
    return message.map(with::withMessage).orElse(with);
  }

  private Map<String, String> footers() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : footers) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw UsageException.invalid("--footer", text, "is not of the form KEY=VALUE");
      }
      String key = text.substring(0, equals);
      String value = text.substring(equals + 1);
      if (value.isBlank()) {
        throw UsageException.invalid("--footer", text, "has no value");
      }
      if (sameKey(key, pairs).isPresent()) {
        throw UsageException.invalid("--footer", text, "has the key of an earlier one");
      }
      pairs.put(key, value);
    }
    return pairs;
  }

  /** The key as it is written there; for Git and Gerrit, upper and lower case are the same. */
  private static Optional<String> sameKey(String key, Map<String, String> footers) {
    return footers.keySet().stream().filter(key::equalsIgnoreCase).findFirst();
  }
}
