package chartbot.update;

import chartbot.chart.ImageChange;
import chartbot.failure.UserException;
import java.util.List;
import java.util.Map;

/** Writes commit messages; implemented with Handlebars. */
public interface CommitMessages {

  /**
   * Renders subject, body and footers.
   *
   * @param images what the commit does, each with {@code from} different from {@code to}
   * @param footers all footers in order, {@code Change-Id} last; a key may occur several times
   */
  String render(
      CommitRules rules, List<ImageChange> images, List<Map.Entry<String, String>> footers)
      throws UserException;
}
