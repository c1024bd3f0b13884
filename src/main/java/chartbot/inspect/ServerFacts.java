package chartbot.inspect;

import chartbot.error.EnvironmentException;

/** What Gerrit reports about itself. */
public interface ServerFacts {

  /** Gerrit's version, e.g. {@code 3.10.2}. */
  String version() throws EnvironmentException;
}
