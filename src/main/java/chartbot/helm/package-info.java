/** Helm in a process of its own, that reaches nothing and can be killed. */
@NullMarked
package chartbot.helm;

import org.jspecify.annotations.NullMarked;
