package chartbot.update;

/** A change whose review a run waits for. */
public record Awaited(Target target, ProposedChange change) {}
