package chartbot.inspect;

import java.time.Instant;
import java.util.List;

/** Writes the inventory as one page for browsers; implemented with Handlebars. */
public interface InventoryPage {

  /** The whole page; it needs no network. */
  String html(List<InventoryRow> rows, Instant made);
}
