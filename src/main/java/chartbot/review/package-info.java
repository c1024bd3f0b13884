/** Waiting for reviews, and submitting. */
@NullMarked
package chartbot.review;

import org.jspecify.annotations.NullMarked;
