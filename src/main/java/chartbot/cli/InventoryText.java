package chartbot.cli;

import chartbot.inspect.InventoryRow;
import chartbot.lifecycle.OpenChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One image as {@code inventory} shows it; its components are the fields of the JSON. */
record InventoryText(
    String target,
    String image,
    Optional<String> branch,
    Optional<String> newest,
    Optional<String> proposed,
    Optional<Integer> change,
    Optional<String> url,
    Optional<Long> ageSeconds,
    List<String> findings) {

  static InventoryText of(InventoryRow row, Instant now) {
    return new InventoryText(
        row.target(),
        row.image(),
        row.branch(),
        row.newest(),
        row.proposed(),
        row.change().map(OpenChange::number),
        row.change().map(OpenChange::url),
        row.change().map(c -> Duration.between(c.created(), now).toSeconds()),
        row.findings());
  }

  static Table table(List<InventoryText> rows) {
    Table table =
        new Table()
            .row("TARGET", "IMAGE", "BRANCH", "REGISTRY", "PROPOSED", "CHANGE", "AGE", "FINDINGS");
    for (InventoryText row : rows) {
      table.row(
          row.target(),
          row.image(),
          row.branch().orElse("-"),
          row.newest().orElse("-"),
          row.proposed().orElse("-"),
          row.url().orElse("-"),
          row.ageSeconds().map(age -> Duration.ofSeconds(age).toDays() + " d").orElse("-"),
          String.join("; ", row.findings()));
    }
    return table;
  }
}
