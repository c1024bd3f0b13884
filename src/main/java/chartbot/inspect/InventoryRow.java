package chartbot.inspect;

import chartbot.lifecycle.OpenChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One image of one target's chart, or something left over of one.
 *
 * @param branch the tag on the branch; empty where there is none that can be edited
 * @param newest the newest tag in the registry; empty where there is none or no registry is asked
 * @param change the bot's open change
 * @param proposed the tag that it proposes
 * @param changed when that change was made; where none is open, when the last one was merged
 * @param findings what is missing or left over, e.g. an entry without template
 */
public record InventoryRow(
    String target,
    String image,
    Optional<String> branch,
    Optional<String> newest,
    Optional<OpenChange> change,
    Optional<String> proposed,
    Optional<Instant> changed,
    List<String> findings) {

  public InventoryRow {
    findings = List.copyOf(findings);
  }
}
