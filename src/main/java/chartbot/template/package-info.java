/** Handlebars: Job templates and commit messages. */
@NullMarked
package chartbot.template;

import org.jspecify.annotations.NullMarked;
