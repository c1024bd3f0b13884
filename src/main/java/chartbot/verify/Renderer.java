package chartbot.verify;

import java.nio.file.Path;
import java.util.List;

/** Renders a chart's folder as Helm does. */
interface Renderer {

  /**
   * Renders the whole folder.
   *
   * @param values extra values files, laid over the chart's own in that order
   */
  Rendering render(Path chart, List<Path> values);
}
