package chartbot.git;

import org.eclipse.jgit.transport.RemoteRefUpdate;

/**
 * What the server says about a push.
 *
 * @param messages what it printed besides
 */
record PushReport(RemoteRefUpdate update, String messages) {}
