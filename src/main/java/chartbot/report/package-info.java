/** What a run reports, for those who write it down. */
@NullMarked
package chartbot.report;

import org.jspecify.annotations.NullMarked;
