package chartbot;

import chartbot.cli.Connection;
import chartbot.cli.RunningSandbox;
import chartbot.config.Credentials;
import chartbot.config.Server;
import chartbot.error.EnvironmentException;
import chartbot.sandbox.Sandbox;
import java.util.Optional;

/** The sandbox as the commands see it. */
final class SandboxGerrit implements RunningSandbox {

  private final Sandbox sandbox;

  SandboxGerrit(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  @Override
  public Connection connection() {
    Optional<Credentials> credentials =
        Optional.of(new Credentials(sandbox.user(), sandbox.password()));
    return new Connection(
        new Server(sandbox.url(), Optional.empty()),
        credentials,
        credentials,
        Optional.empty()); // a server that ends with the run
  }

  @Override
  public String project() {
    return sandbox.project();
  }

  @Override
  public String branch() {
    return sandbox.branch();
  }

  @Override
  public String change(int number) throws EnvironmentException {
    Sandbox.HeldChange change = sandbox.change(number);
    return change.message().stripTrailing() + "\n---\n" + change.diff();
  }

  @Override
  public void await() throws EnvironmentException {
    sandbox.server().await();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
