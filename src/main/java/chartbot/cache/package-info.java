/** Where runs keep what saves the next one time. */
@NullMarked
package chartbot.cache;

import org.jspecify.annotations.NullMarked;
