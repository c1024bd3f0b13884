/** What went wrong, typed by who must act. */
@NullMarked
package chartbot.error;

import org.jspecify.annotations.NullMarked;
