package chartbot.cli;

import chartbot.config.FooterKey;
import chartbot.config.TopicName;
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

/** How a change is put up for review, where that differs from the configuration. */
final class ReviewOptions {

  private static final Set<Outcome> PUSHING = Set.of(Outcome.PUSHED, Outcome.PREVIEWED);

  private final Option<Boolean> wip = Option.flag("--wip", "Marks the change work-in-progress.");

  private final Option<Boolean> ready =
      Option.flag("--ready", "Marks the change ready for review.");

  private final Option<String> topic = Option.text("--topic", "TOPIC", "The change's topic.");

  private final Option<List<String>> hashtags =
      Option.texts("--hashtag", "TAG", "A hashtag besides the configured ones; may be repeated.");

  private final Option<List<String>> reviewers =
      Option.texts(
          "--reviewer", "ACCOUNT", "A reviewer besides the configured ones; may be repeated.");

  private final Option<List<String>> cc =
      Option.texts(
          "--cc", "ACCOUNT", "Somebody to notify besides the configured ones; may be repeated.");

  private final Option<String> message =
      Option.text(
          "--message",
          "TEXT",
          "Subject and body of the commit message; the footers follow by themselves.");

  private final Option<List<String>> footers =
      Option.texts(
          "--footer",
          "KEY=VALUE",
          "A footer besides the configured ones, or instead of one; may be repeated, each time with"
              + " another key.");

  void addTo(Command command) {
    command.addAtMostOneOf(wip, ready);
    command.add(topic, hashtags, reviewers, cc, message, footers);
  }

  /** Whether a template for the commit message is among them. */
  boolean hasMessage() {
    return message.isGiven();
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
    for (Option<Boolean> flag : List.of(wip, ready)) {
      if (flag.isGiven()) {
        given.add(flag.name());
      }
    }
    topic.given().ifPresent(text -> given.add(topic.name() + " " + text));
    for (Option<List<String>> option : List.of(hashtags, reviewers, cc)) {
      option.given().orElse(List.of()).forEach(word -> given.add(option.name() + " " + word));
    }
    if (message.isGiven()) {
      given.add(message.name());
    }
    footers.given().orElse(List.of()).forEach(text -> given.add(footers.name() + " " + text));
    return given;
  }

  /** Refuses what is wrong with the options whatever they are for. */
  void check() {
    footers();
    Optional<String> wrong = topic.given().flatMap(TopicName::wrong);
    if (wrong.isPresent()) {
      throw topic.wrong(topic.given().orElse(""), wrong.get());
    }
  }

  /** The target with these options in place of what its configuration says. */
  Target over(Target target) throws UserException {
    return target.withReview(review(target.review())).withCommit(commit(target.commit()));
  }

  private ReviewRules review(ReviewRules rules) throws UserException {
    return new ReviewRules(
        topic.isGiven() ? topic.given().filter(t -> !t.isEmpty()) : rules.topic(),
        both(rules.hashtags(), hashtags),
        both(rules.reviewers(), reviewers),
        both(rules.cc(), cc),
        readiness(rules.readiness()),
        new ByHand(
            readiness(Readiness.UNCHANGED),
            reviewers.given().orElse(List.of()),
            cc.given().orElse(List.of())),
        rules.patchSetNotify(),
        rules.attention(),
        rules.renderedDiffComment());
  }

  private Readiness readiness(Readiness configured) {
    if (ready.isGiven()) {
      return Readiness.READY;
    }
    return wip.isGiven() ? Readiness.WIP : configured;
  }

  private static List<String> both(List<String> configured, Option<List<String>> more)
      throws UserException {
    Set<String> both = new LinkedHashSet<>(configured);
    for (String word : more.given().orElse(List.of())) {
      if (word.isBlank() || word.contains(",")) {
        throw new UserException(
            more.name() + ": '" + word + "' is empty or holds a comma",
            "repeat the option instead");
      }
      both.add(word);
    }
    return List.copyOf(both);
  }

  private CommitRules commit(CommitRules rules) throws UserException {
    Map<String, String> all = new LinkedHashMap<>(rules.footers());
    for (Map.Entry<String, String> footer : footers().entrySet()) {
      Optional<String> wrong = FooterKey.wrong(footer.getKey());
      if (wrong.isPresent()) {
        throw new UserException("--footer: '" + footer.getKey() + "' " + wrong.get());
      }
      all.put(sameKey(footer.getKey(), all).orElse(footer.getKey()), footer.getValue());
    }
    Optional<String> ours = message.given().flatMap(Footers::oursIn);
    if (ours.isPresent()) {
      throw new UserException("--message: '" + ours.get() + "' is written by chartbot itself");
    }
    CommitRules with = rules.withFooters(all);
    return message.given().map(with::withMessage).orElse(with);
  }

  private Map<String, String> footers() {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String text : footers.given().orElse(List.of())) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw footers.wrong(text, "is not of the form KEY=VALUE");
      }
      String key = text.substring(0, equals);
      String value = text.substring(equals + 1);
      if (value.isBlank()) {
        throw footers.wrong(text, "has no value");
      }
      if (sameKey(key, pairs).isPresent()) {
        throw footers.wrong(text, "has the key of an earlier one");
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
