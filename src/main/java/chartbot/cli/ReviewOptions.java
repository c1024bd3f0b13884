package chartbot.cli;

import chartbot.chart.TemplateText;
import chartbot.config.FooterKey;
import chartbot.failure.UserException;
import chartbot.update.CommitRules;
import chartbot.update.ReviewRules;
import chartbot.update.ReviewRules.Readiness;
import chartbot.update.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a change is put up for review, where that differs from the configuration. */
final class ReviewOptions {

  /** At most one of the two. */
  private static final class ReadinessOptions {
    @Option(names = "--wip", description = "Marks the change work-in-progress.")
    private boolean wip;

    @Option(names = "--ready", description = "Marks the change ready for review.")
    private boolean ready;

    Readiness chosen() {
      if (ready) {
        return Readiness.READY;
      }
      return wip ? Readiness.WIP : Readiness.UNCHANGED;
    }
  }

  @Option(names = "--topic", paramLabel = "TOPIC", description = "The change's topic.")
  private Optional<String> topic = Optional.empty();

  @Option(
      names = "--hashtag",
      paramLabel = "TAG",
      description = "A hashtag besides the configured ones; may be repeated.")
  private List<String> hashtags = new ArrayList<>();

  @Option(
      names = "--reviewer",
      paramLabel = "ACCOUNT",
      description = "A reviewer besides the configured ones; may be repeated.")
  private List<String> reviewers = new ArrayList<>();

  @Option(
      names = "--cc",
      paramLabel = "ACCOUNT",
      description = "Somebody to notify besides the configured ones; may be repeated.")
  private List<String> cc = new ArrayList<>();

  @ArgGroup private @Nullable ReadinessOptions readiness;

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      description = "Subject and body of the commit message; the footers follow by themselves.")
  private Optional<String> message = Optional.empty();

  @Option(
      names = "--footer",
      paramLabel = "KEY=VALUE",
      description = "A footer besides the configured ones, or instead of one; may be repeated.")
  private Map<String, String> footers = new LinkedHashMap<>();

  /** The target with these options in place of what its configuration says. */
  Target over(Target target) throws UserException {
    return target.withReview(review(target.review())).withCommit(commit(target.commit()));
  }

  private ReviewRules review(ReviewRules rules) throws UserException {
    return new ReviewRules(
        topic.isPresent() ? topic.filter(t -> !t.isEmpty()) : rules.topic(),
        both(rules.hashtags(), hashtags, "--hashtag"),
        both(rules.reviewers(), reviewers, "--reviewer"),
        both(rules.cc(), cc, "--cc"),
        readiness == null ? rules.readiness() : readiness.chosen(),
        rules.patchSetNotify(),
        rules.attention(),
        rules.renderedDiffComment());
  }

  private static List<String> both(List<String> configured, List<String> more, String option)
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
    for (Map.Entry<String, String> footer : footers.entrySet()) {
      Optional<String> wrong = FooterKey.wrong(footer.getKey());
      if (wrong.isPresent()) {
        throw new UserException("--footer: '" + footer.getKey() + "' " + wrong.get());
      }
      all.put(footer.getKey(), footer.getValue());
    }
    return new CommitRules(
        rules.author(),
        all,
        message.map(text -> new TemplateText("--message", text)).or(rules::messageTemplate));
  }
}
