/** What chartbot knows of images in a registry, and the port through which it asks. */
@NullMarked
package chartbot.image;

import org.jspecify.annotations.NullMarked;
