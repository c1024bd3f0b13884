/** Looking without changing: status, doctor, and what a refresh would ask for. */
@NullMarked
package chartbot.inspect;

import org.jspecify.annotations.NullMarked;
