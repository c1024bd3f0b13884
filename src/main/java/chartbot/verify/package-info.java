/** Helm and Kubernetes checks on what is about to be committed. */
@NullMarked
package chartbot.verify;

import org.jspecify.annotations.NullMarked;
