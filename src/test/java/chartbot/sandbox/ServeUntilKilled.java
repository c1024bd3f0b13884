package chartbot.sandbox;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A parent process for {@link GerritServerIT} to end: starts a Gerrit and says where it is. */
final class ServeUntilKilled {

  private ServeUntilKilled() {}

  public static void main(String[] args) throws Exception {
    GerritServer server =
        GerritServer.start(
            SandboxHome.discover(Map.of()), GerritServer.DEFAULT_VERSION, line -> {});
    System.out.println(server.process().pid());
    System.out.println(server.site());
    // Whoever started this has longer than it needs; nobody has to clean up behind a failed test.
    boolean ended = new CountDownLatch(1).await(2, TimeUnit.MINUTES);
    throw new IllegalStateException("Nobody ended this process: " + ended);
  }
}
