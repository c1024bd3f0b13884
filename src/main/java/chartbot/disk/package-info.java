/** A chart on the local disk: read, and written all or nothing. */
@NullMarked
package chartbot.disk;

import org.jspecify.annotations.NullMarked;
