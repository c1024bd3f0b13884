package chartbot.helm;

import java.io.IOException;

/** A Helm that renders in the worker's process, or started by it. */
interface Engine {

  String RELEASE = "chartbot";
  String NAMESPACE = "default";

  /** Its version, such as {@code v3.17.3}. */
  String version() throws IOException;

  /** Renders a chart; that may never end. */
  WorkerResponse render(WorkerRequest request) throws IOException;
}
