/** What went wrong, typed by who must act. */
@NullMarked
package chartbot.failure;

import org.jspecify.annotations.NullMarked;
