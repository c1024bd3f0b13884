package chartbot;

import chartbot.cli.Connection;
import chartbot.cli.RunningSandbox;
import chartbot.config.Credentials;
import chartbot.config.Server;
import chartbot.error.EnvironmentException;
import chartbot.sandbox.Sandbox;
import chartbot.sandbox.SandboxRegistry;
import java.net.URI;
import java.util.Optional;

/** The sandbox as the commands see it. */
final class SandboxGerrit implements RunningSandbox {

  private final Sandbox sandbox;
  private final Optional<SandboxRegistry> registry;

  SandboxGerrit(Sandbox sandbox, Optional<SandboxRegistry> registry) {
    this.sandbox = sandbox;
    this.registry = registry;
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
  public Optional<URI> registry() {
    return registry.map(SandboxRegistry::url);
  }

  @Override
  public String change(int number) throws EnvironmentException {
    Sandbox.HeldChange change = sandbox.change(number);
    return change.message().stripTrailing() + "\n---\n" + change.diff();
  }

  @Override
  public Credentials reviewer() {
    return new Credentials(sandbox.reviewer(), sandbox.reviewerPassword());
  }

  @Override
  public void approve(int number) throws EnvironmentException {
    sandbox.approve(number);
  }

  @Override
  public void await() throws EnvironmentException {
    sandbox.server().await();
  }

  @Override
  public void close() {
    registry.ifPresent(SandboxRegistry::close);
    sandbox.close();
  }
}
