package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ImageChange;
import chartbot.failure.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commit message of an update: what it does, and the footers by which the bot finds it. */
final class Message {

  private final CommitMessages messages;

  Message(CommitMessages messages) {
    this.messages = messages;
  }

  String of(Target target, Group group, Wanted wanted, ChartEdit edit, String changeId)
      throws UserException {
    List<Map.Entry<String, String>> footers = new ArrayList<>(target.commit().footers().entrySet());
    wanted
        .tags()
        .forEach((name, tag) -> footers.add(Map.entry(Footers.MODEL_IMAGE, name + ":" + tag)));
    if (group.written() || !Group.of(wanted.tags().keySet()).equals(group)) {
      footers.add(Map.entry(Footers.GROUP, group.name()));
    }
    if (!target.chart().isEmpty()) {
      footers.add(Map.entry(Footers.CHART, target.chart()));
    }
    footers.add(Map.entry(Footers.CHANGE_ID, changeId));
    return messages.render(target.commit(), changing(edit), footers);
  }

  /** Images whose tag stays are told only where nothing but their Job template changes. */
  private static List<ImageChange> changing(ChartEdit edit) {
    List<ImageChange> changing =
        edit.images().stream()
            .filter(image -> !image.from().equals(Optional.of(image.to())))
            .toList();
    return changing.isEmpty() ? edit.images() : changing;
  }
}
