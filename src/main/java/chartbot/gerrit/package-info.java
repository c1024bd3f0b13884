/** The review server: open changes, follow-up, Change-Id, accounts. */
@NullMarked
package chartbot.gerrit;

import org.jspecify.annotations.NullMarked;
