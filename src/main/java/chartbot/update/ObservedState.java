package chartbot.update;

import chartbot.lifecycle.Account;

/**
 * What a round sees when it begins, or several updates of one target.
 *
 * @param tip the branch
 * @param open the bot's open changes for the chart
 * @param bot the account that the bot works as
 */
public record ObservedState(Snapshot tip, OpenChanges open, Account bot) {}
