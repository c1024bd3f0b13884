package chartbot.update;

import chartbot.lifecycle.OpenChange;

/**
 * A change that was open once.
 *
 * @param change as it was then
 * @param merged whether it was merged, and not abandoned
 */
public record ClosedChange(OpenChange change, boolean merged) {}
