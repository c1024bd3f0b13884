/** Wires everything and runs it. */
@NullMarked
package chartbot;

import org.jspecify.annotations.NullMarked;
