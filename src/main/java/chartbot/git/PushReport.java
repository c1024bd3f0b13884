package chartbot.git;

import org.eclipse.jgit.transport.RemoteRefUpdate;

/**
 * What the server says about a push.
 *
 * @param messages what else it printed
 */
record PushReport(RemoteRefUpdate update, String messages) {}
