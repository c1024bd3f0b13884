/** The loop of one chart update, and the ports it needs. */
@NullMarked
package chartbot.update;

import org.jspecify.annotations.NullMarked;
