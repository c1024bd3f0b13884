/** What becomes of a group's open change: the desired state and the decision; pure, no I/O. */
@NullMarked
package chartbot.lifecycle;

import org.jspecify.annotations.NullMarked;
