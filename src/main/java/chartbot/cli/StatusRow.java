package chartbot.cli;

import chartbot.cli.Json.JsonImage;
import chartbot.inspect.ChangeStatus;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One open change as {@code status} shows it; its components are the fields of the JSON.
 *
 * @param heldBy who has the say in what the change holds
 */
record StatusRow(
    String target,
    int number,
    int patchSet,
    List<JsonImage> images,
    long ageSeconds,
    List<String> votes,
    boolean workInProgress,
    boolean mergeable,
    boolean heldByBot,
    String heldBy,
    String url) {

  static StatusRow of(ChangeStatus status, Instant now) {
    OpenChange change = status.change();
    return new StatusRow(
        status.target().name(),
        change.number(),
        change.current().number(),
        JsonImage.of(status.images()),
        Duration.between(change.created(), now).toSeconds(),
        change.votes(),
        change.workInProgress(),
        status.mergeable(),
        !status.heldByOthers(),
        status.holder().map(Identity::name).orElse("bot"),
        change.url());
  }

  static Table table(List<StatusRow> rows) {
    Table table =
        new Table()
            .row("TARGET", "IMAGE", "FROM -> TO", "AGE", "PS", "VOTES", "MERGES", "HELD BY", "URL");
    for (StatusRow row : rows) {
      List<JsonImage> images = row.images();
      table.row(
          row.target(),
          images.isEmpty() ? "-" : images.get(0).name(),
          images.isEmpty() ? "-" : tags(images.get(0)),
          days(Duration.ofSeconds(row.ageSeconds())),
          Integer.toString(row.patchSet()),
          votes(row),
          row.mergeable() ? "yes" : "no",
          row.heldBy(),
          row.url());
      images.stream().skip(1).forEach(image -> table.row("", image.name(), tags(image)));
    }
    return table;
  }

  private static String tags(JsonImage image) {
    return image.from().orElse("new") + " -> " + (image.to().isEmpty() ? "retired" : image.to());
  }

  private static String votes(StatusRow row) {
    List<String> all = new ArrayList<>(row.votes());
    if (row.workInProgress()) {
      all.add(0, "WIP");
    }
    return all.isEmpty() ? "-" : String.join(" ", all);
  }

  private static String days(Duration age) {
    if (age.toHours() >= 48) {
      return age.toDays() + " d";
    }
    return age.toMinutes() >= 120 ? age.toHours() + " h" : age.toMinutes() + " min";
  }
}
