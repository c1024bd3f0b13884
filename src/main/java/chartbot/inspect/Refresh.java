package chartbot.inspect;

import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import chartbot.update.ObservedState;

/**
 * One of the bot's open changes to be regenerated.
 *
 * @param target with the commit rules that the change was made with
 * @param request asks for what the change proposes already
 * @param seen the same for all refreshes of the target
 */
public record Refresh(Target target, UpdateRequest request, ObservedState seen) {}
