package chartbot.update;

import chartbot.chart.ImageChange;
import chartbot.chart.VersionChange;
import chartbot.error.UserException;
import chartbot.image.Provenance;
import chartbot.target.CommitRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes commit messages; implemented with Handlebars. */
public interface CommitMessages {

  /**
   * Renders subject, body and footers.
   *
   * @param images what the commit does, each with {@code from} different from {@code to}
   * @param provenances by image name, what is in those of which that is known
   * @param version how the chart's own version changes; empty where it stays
   * @param footers all footers in order, {@code Change-Id} last; a key may occur several times
   */
  String render(
      CommitRules rules,
      List<ImageChange> images,
      Map<String, Provenance> provenances,
      Optional<VersionChange> version,
      List<Map.Entry<String, String>> footers)
      throws UserException;
}
