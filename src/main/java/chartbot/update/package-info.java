/** The story of one chart update, the ports it needs and the records it passes on. */
@NullMarked
package chartbot.update;

import org.jspecify.annotations.NullMarked;
