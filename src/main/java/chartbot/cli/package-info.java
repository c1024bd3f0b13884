/** Picocli commands, exit codes, console and reports. */
@NullMarked
package chartbot.cli;

import org.jspecify.annotations.NullMarked;
