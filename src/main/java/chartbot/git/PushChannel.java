package chartbot.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** A connection for one push, on which the server has greeted already. */
final class PushChannel implements AutoCloseable {

  private final Repository repository;
  private final Transport transport;
  private final PushConnection connection;
  private final List<String> options;

  private PushChannel(
      Repository repository, Transport transport, PushConnection connection, List<String> options) {
    this.repository = repository;
    this.transport = transport;
    this.connection = connection;
    this.options = options;
  }

  static PushChannel open(Connections connections, Repository repository, String project)
      throws IOException {
    Transport transport = connections.open(repository, project);
    // The connection keeps this very list: which options there are shows only with the push.
    List<String> options = new ArrayList<>();
    transport.setPushOptions(options);
    try {
      return new PushChannel(repository, transport, transport.openPush(), options);
    } catch (IOException | RuntimeException e) {
      transport.close();
      throw e;
    }
  }

  boolean isOf(Repository other) {
    return repository == other;
  }

  /** Pushes a commit, once: a push whose answer is lost may have been taken. */
  PushReport push(ObjectId commit, String to, List<String> with, ProgressMonitor monitor)
      throws IOException {
    options.addAll(with);
    RemoteRefUpdate update =
        new RemoteRefUpdate(repository, commit.name(), commit, to, false, null, null);
    connection.push(monitor, Map.of(to, update));
    return new PushReport(update, connection.getMessages());
  }

  @Override
  public void close() {
    connection.close();
    transport.close();
  }
}
