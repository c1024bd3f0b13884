/** What an image means in a chart: values edits, the Job template file, template drift. Pure. */
@NullMarked
package chartbot.chart;

import org.jspecify.annotations.NullMarked;
