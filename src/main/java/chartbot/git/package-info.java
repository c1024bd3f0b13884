/** JGit: fetch the tip, build the commit, push it for review. */
@NullMarked
package chartbot.git;

import org.jspecify.annotations.NullMarked;
