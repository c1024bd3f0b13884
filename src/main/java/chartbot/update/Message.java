package chartbot.update;

import chartbot.chart.ImageChange;
import chartbot.error.UserException;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Footers;
import chartbot.lifecycle.Group;
import chartbot.target.IssueRules;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The commit message of an update: what it does, and the footers by which the bot finds it. */
final class Message {

  private final CommitMessages messages;

  Message(CommitMessages messages) {
    this.messages = messages;
  }

  String of(Run run, DesiredState desired, Draft draft, String changeId) throws UserException {
    Target target = run.target();
    List<Map.Entry<String, String>> footers = new ArrayList<>(target.commit().footers().entrySet());
    issues(run).forEach(issue -> add(issue, footers));
    desired
        .tags()
        .forEach(
            (name, tag) ->
                footers.add(
                    tag.isEmpty()
                        ? Map.entry(Footers.RETIRED, name)
                        : Map.entry(Footers.MODEL_IMAGE, name + ":" + tag)));
    desired
        .renamed()
        .forEach((from, to) -> footers.add(Map.entry(Footers.RENAMED, from + " " + to)));
    desired
        .holds()
        .forEach(
            (name, reason) ->
                footers.add(Map.entry(Footers.HOLD, name + ":" + desired.tags().get(name))));
    desired.holds().values().stream()
        .findFirst()
        .ifPresent(reason -> footers.add(Map.entry(Footers.HOLD_REASON, reason)));
    Group group = run.group();
    if (group.written() || !Group.of(desired.tags().keySet()).name().equals(group.name())) {
      footers.add(Map.entry(Footers.GROUP, group.name()));
    }
    if (!target.chart().isEmpty()) {
      footers.add(Map.entry(Footers.CHART, target.chart()));
    }
    List<String> options = options(run, desired);
    if (!options.isEmpty()) {
      footers.add(Map.entry(Footers.OPTIONS, String.join(", ", options)));
    }
    footers.add(Map.entry(Footers.CHANGE_ID, changeId));
    return messages.render(
        target.commit(), changing(draft), run.provenances(), draft.edit().version(), footers);
  }

  /** Footers for the issues that the new images are about. */
  private static List<Map.Entry<String, String>> issues(Run run) {
    Optional<IssueRules> rules = run.target().commit().issues();
    if (rules.isEmpty()) {
      return List.of();
    }
    List<String> changes =
        new TreeMap<>(run.provenances())
            .values().stream().flatMap(provenance -> provenance.changes().stream()).toList();
    return rules.get().keys(changes).stream()
        .map(key -> Map.entry(rules.get().footer(), key))
        .toList();
  }

  /** A refresh carries over what the last commit had. */
  private static void add(
      Map.Entry<String, String> footer, List<Map.Entry<String, String>> footers) {
    boolean there =
        footers.stream()
            .anyMatch(
                other ->
                    other.getKey().equalsIgnoreCase(footer.getKey())
                        && other.getValue().equals(footer.getValue()));
    if (!there) {
      footers.add(footer);
    }
  }

  /** What a later run has to know to make the same commit again. */
  private static List<String> options(Run run, DesiredState desired) {
    List<String> options = new ArrayList<>();
    desired.downgraded().stream()
        .filter(image -> !desired.holds().containsKey(image))
        .forEach(image -> options.add(Footers.about(image, Footers.DOWNGRADE)));
    desired.withoutJob().forEach(image -> options.add(Footers.about(image, Footers.NO_JOB)));
    if (desired.overwriteTemplate()) {
      options.add(Footers.OVERWRITE_TEMPLATE);
    }
    if (run.target().commit().isMessageByHand()) {
      options.add(Footers.MESSAGE);
    }
    if (run.request().force()) {
      options.add(Footers.FORCE);
    }
    return options;
  }

  /** Images whose tag stays are listed only where nothing but their Job template changes. */
  static List<ImageChange> changing(Draft draft) {
    List<ImageChange> changing =
        draft.edit().images().stream()
            .filter(image -> !image.from().equals(Optional.of(image.to())))
            .toList();
    return changing.isEmpty() ? draft.edit().images() : changing;
  }
}
