package chartbot.cli;

import chartbot.chart.ImageChange;
import chartbot.cli.Json.JsonImage;
import chartbot.inspect.ChangeStatus;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One open change as {@code status} shows it; its components are the fields of the JSON.
 *
 * @param heldBy who has the say in what the change holds
 * @param competesWith numbers of other changes to the same branch that propose one of its images
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
    List<Integer> competesWith,
    String url) {

  static StatusRow of(ChangeStatus status, List<ChangeStatus> all, Instant now) {
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
        competitors(status, all),
        change.url());
  }

  private static List<Integer> competitors(ChangeStatus status, List<ChangeStatus> all) {
    return all.stream()
        .filter(other -> other.change().number() != status.change().number())
        .filter(other -> !Collections.disjoint(names(other), names(status)))
        .map(other -> other.change().number())
        .toList();
  }

  private static List<String> names(ChangeStatus status) {
    return status.images().stream().map(ImageChange::name).toList();
  }

  /** A table, and below it one line for each address, so that none is broken across lines. */
  static List<String> lines(List<StatusRow> rows) {
    Table table =
        new Table()
            .row("CHANGE", "TARGET", "IMAGE", "FROM -> TO", "AGE", "VOTES", "MERGES", "HELD BY");
    List<String> below = new ArrayList<>();
    for (StatusRow row : rows) {
      List<JsonImage> images = row.images();
      table.row(
          row.number() + (row.competesWith().isEmpty() ? "" : "!"),
          row.target(),
          images.isEmpty() ? "-" : images.get(0).name(),
          images.isEmpty() ? "-" : tags(images.get(0)),
          days(Duration.ofSeconds(row.ageSeconds())),
          votes(row),
          row.mergeable() ? "yes" : "no",
          row.heldBy());
      images.stream().skip(1).forEach(image -> table.row("", "", image.name(), tags(image)));
      below.add(row.url() + " (patch set " + row.patchSet() + ")");
    }
    rows.stream()
        .filter(row -> row.competesWith().stream().anyMatch(other -> other > row.number()))
        .forEach(row -> below.add("! " + competition(row)));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.addAll(below);
    return lines;
  }

  private static String competition(StatusRow row) {
    String others =
        row.competesWith().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "change " + row.number() + " proposes an image that " + others + " proposes, too";
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
