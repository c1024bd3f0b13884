package chartbot.cli;

import chartbot.config.Credentials;
import chartbot.error.EnvironmentException;
import java.net.URI;
import java.util.Optional;

/** A throw-away Gerrit that runs until it is closed. */
public interface RunningSandbox extends AutoCloseable {

  Connection connection();

  /** The project that holds the sample chart, at its root. */
  String project();

  String branch();

  /** A registry next to it; empty where none is installed. */
  Optional<URI> registry();

  /** The change as Gerrit holds it: the commit message, a line {@code ---}, the diff. */
  String change(int number) throws EnvironmentException;

  /** The login of somebody who may approve changes. */
  Credentials reviewer();

  /** Approves a change as the reviewer. */
  void approve(int number) throws EnvironmentException;

  /**
   * Waits until it is closed.
   *
   * @throws EnvironmentException when its Gerrit ends before
   */
  void await() throws EnvironmentException;

  @Override
  void close();
}
