package chartbot.update;

import chartbot.lifecycle.OpenChange;
import java.util.List;
import java.util.Optional;

/**
 * How things stand when a round is over and nothing is left to do.
 *
 * @param change the change in question, as it was seen last
 * @param notes what could not be put right
 */
record Settled(Optional<OpenChange> change, List<String> notes) {}
