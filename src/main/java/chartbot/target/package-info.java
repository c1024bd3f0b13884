/** What a target is: one chart on one branch, with the rules that the configuration sets for it. */
@NullMarked
package chartbot.target;

import org.jspecify.annotations.NullMarked;
