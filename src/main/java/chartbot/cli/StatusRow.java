package chartbot.cli;

import chartbot.chart.ImageChange;
import chartbot.inspect.ChangeStatus;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Identity;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One open change as {@code status} shows it.
 *
 * @param heldBy who has the say in what the change holds
 * @param holds whether that is the bot
 */
record StatusRow(
    String target,
    int number,
    int patchSet,
    List<ImageChange> images,
    Duration age,
    List<String> votes,
    boolean workInProgress,
    boolean mergeable,
    String heldBy,
    boolean holds,
    String url) {

  static StatusRow of(ChangeStatus status, Instant now) {
    OpenChange change = status.change();
    return new StatusRow(
        status.target().name(),
        change.number(),
        change.current().number(),
        status.images(),
        Duration.between(change.created(), now),
        change.votes(),
        change.workInProgress(),
        status.mergeable(),
        status.holder().map(Identity::name).orElse("bot"),
        !status.heldByOthers(),
        change.url());
  }

  static Table table(List<StatusRow> rows) {
    Table table =
        new Table()
            .row("TARGET", "IMAGE", "FROM -> TO", "AGE", "PS", "VOTES", "MERGES", "HELD BY", "URL");
    for (StatusRow row : rows) {
      List<ImageChange> images = row.images();
      table.row(
          row.target(),
          images.isEmpty() ? "-" : images.get(0).name(),
          images.isEmpty() ? "-" : tags(images.get(0)),
          days(row.age()),
          Integer.toString(row.patchSet()),
          votes(row),
          row.mergeable() ? "yes" : "no",
          row.heldBy(),
          row.url());
      images.stream().skip(1).forEach(image -> table.row("", image.name(), tags(image)));
    }
    return table;
  }

  private static String tags(ImageChange image) {
    return image.from().orElse("new") + " -> " + image.to();
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

  static String json(List<StatusRow> rows) {
    JsonArray array = new JsonArray();
    for (StatusRow row : rows) {
      JsonObject json = new JsonObject();
      json.addProperty("target", row.target());
      json.addProperty("number", row.number());
      json.addProperty("patchSet", row.patchSet());
      JsonArray images = new JsonArray();
      for (ImageChange image : row.images()) {
        JsonObject object = new JsonObject();
        object.addProperty("name", image.name());
        object.addProperty("from", image.from().orElse(null));
        object.addProperty("to", image.to());
        images.add(object);
      }
      json.add("images", images);
      json.addProperty("ageSeconds", row.age().toSeconds());
      JsonArray votes = new JsonArray();
      row.votes().forEach(v -> votes.add(new JsonPrimitive(v)));
      json.add("votes", votes);
      json.addProperty("workInProgress", row.workInProgress());
      json.addProperty("mergeable", row.mergeable());
      json.addProperty("heldByBot", row.holds());
      json.addProperty("heldBy", row.heldBy());
      json.addProperty("url", row.url());
      array.add(json);
    }
    return Json.pretty(array);
  }
}
