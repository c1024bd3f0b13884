/** The configuration file: validated whole, errors name file and line. */
@NullMarked
package chartbot.config;

import org.jspecify.annotations.NullMarked;
