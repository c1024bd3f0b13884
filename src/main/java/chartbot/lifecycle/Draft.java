package chartbot.lifecycle;

import chartbot.chart.ImageChange;
import chartbot.chart.VersionChange;
import java.util.List;
import java.util.Optional;

/**
 * What an edit of a commit comes to, as far as decisions and people need to know: all of it but the
 * files.
 *
 * @param tree SHA-1 of the tree that it makes of the commit's
 * @param isEmpty whether it changes nothing
 * @param images as the edit says
 * @param notes as the edit says
 * @param version as the edit says
 * @param diff unified, of the files
 * @param keptDiff unified, of Job templates that stay although chartbot would write them otherwise
 */
public record Draft(
    String tree,
    boolean isEmpty,
    List<ImageChange> images,
    List<String> notes,
    Optional<VersionChange> version,
    String diff,
    String keptDiff) {

  public Draft {
    images = List.copyOf(images);
    notes = List.copyOf(notes);
  }
}
