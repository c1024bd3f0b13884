package chartbot.cli;

import chartbot.inspect.InventoryRow;
import chartbot.lifecycle.OpenChange;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The inventory as a table and as JSON. */
final class InventoryText {

  private InventoryText() {}

  static Table table(List<InventoryRow> rows, Instant now) {
    Table table =
        new Table()
            .row("TARGET", "IMAGE", "BRANCH", "REGISTRY", "PROPOSED", "CHANGE", "AGE", "FINDINGS");
    for (InventoryRow row : rows) {
      List<String> findings = row.findings();
      table.row(
          row.target(),
          row.image(),
          row.branch().orElse("-"),
          row.newest().orElse("-"),
          row.proposed().orElse("-"),
          row.change().map(OpenChange::url).orElse("-"),
          row.change().map(c -> Duration.between(c.created(), now).toDays() + " d").orElse("-"),
          String.join("; ", findings));
    }
    return table;
  }

  static String json(List<InventoryRow> rows, Instant now) {
    JsonArray array = new JsonArray();
    for (InventoryRow row : rows) {
      JsonObject json = new JsonObject();
      json.addProperty("target", row.target());
      json.addProperty("image", row.image());
      json.addProperty("branch", row.branch().orElse(null));
      json.addProperty("newest", row.newest().orElse(null));
      json.addProperty("proposed", row.proposed().orElse(null));
      json.addProperty("change", row.change().map(OpenChange::number).orElse(null));
      json.addProperty("url", row.change().map(OpenChange::url).orElse(null));
      json.addProperty(
          "ageSeconds",
          row.change().map(c -> Duration.between(c.created(), now).toSeconds()).orElse(null));
      JsonArray findings = new JsonArray();
      row.findings().forEach(findings::add);
      json.add("findings", findings);
      array.add(json);
    }
    return Json.pretty(array);
  }
}
