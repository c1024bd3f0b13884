package chartbot.template;

import chartbot.inspect.InventoryPage;
import chartbot.inspect.InventoryRow;
import chartbot.lifecycle.OpenChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the inventory page with Handlebars; HTML is escaped. */
public final class HandlebarsInventoryPage implements InventoryPage {

  @Override
  public String html(List<InventoryRow> rows, Instant made) {
    return HandlebarsRendering.html(
        BuiltIn.inventoryPage(),
        Map.of("rows", rows.stream().map(row -> row(row, made)).toList(), "made", made.toString()));
  }

  private static Map<String, Object> row(InventoryRow row, Instant made) {
    Map<String, Object> model = new HashMap<>();
    model.put("target", row.target());
    model.put("image", row.image());
    model.put("branch", row.branch().orElse(""));
    model.put("newest", row.newest().orElse(""));
    model.put("behind", row.newest().isPresent() && !row.newest().equals(row.branch()));
    model.put("proposed", row.proposed().orElse(""));
    model.put("change", row.change().map(c -> Integer.toString(c.number())).orElse(""));
    model.put("url", row.change().map(OpenChange::url).orElse(""));
    long seconds = row.changed().map(time -> Duration.between(time, made).toSeconds()).orElse(-1L);
    model.put("seconds", Long.toString(seconds));
    model.put("age", seconds < 0 ? "" : seconds / 86_400 + " d");
    model.put("findings", row.findings());
    return model;
  }
}
