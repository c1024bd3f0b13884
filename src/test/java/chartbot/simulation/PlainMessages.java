package chartbot.simulation;

import chartbot.chart.ImageChange;
import chartbot.chart.VersionChange;
import chartbot.image.Provenance;
import chartbot.target.CommitRules;
import chartbot.update.CommitMessages;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subject and the footers. */
final class PlainMessages implements CommitMessages {

  @Override
  public String render(
      CommitRules rules,
      List<ImageChange> images,
      Map<String, Provenance> provenances,
      Optional<VersionChange> version,
      List<Map.Entry<String, String>> footers) {
    StringBuilder message = new StringBuilder("Update\n\n");
    footers.forEach(
        footer ->
            message.append(footer.getKey()).append(": ").append(footer.getValue()).append('\n'));
    return message.toString();
  }
}
