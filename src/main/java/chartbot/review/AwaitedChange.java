package chartbot.review;

import chartbot.lifecycle.ProposedChange;
import chartbot.target.Target;

/** A change whose review a run waits for. */
public record AwaitedChange(Target target, ProposedChange change) {}
