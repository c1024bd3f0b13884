package chartbot.update;

import chartbot.target.Identity;
import java.util.List;

/**
 * What goes with an edit when it is pushed.
 *
 * @param message the whole commit message
 * @param identity author and committer
 * @param options Gerrit's push options, e.g. {@code topic=models}
 */
public record Proposal(String message, Identity identity, List<String> options) {

  public Proposal {
    options = List.copyOf(options);
  }
}
