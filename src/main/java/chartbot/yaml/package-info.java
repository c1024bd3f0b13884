/** Positions and span edits on YAML text; knows no chart. Pure. */
@NullMarked
package chartbot.yaml;

import org.jspecify.annotations.NullMarked;
