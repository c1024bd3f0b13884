/** A throw-away real Gerrit on loopback, seeded with a sample chart. */
@NullMarked
package chartbot.sandbox;

import org.jspecify.annotations.NullMarked;
