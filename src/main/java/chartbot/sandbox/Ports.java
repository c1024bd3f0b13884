package chartbot.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** The two loopback ports of one Gerrit. */
record Ports(int http, int ssh) {

  // Below what Linux, macOS and Windows hand out by themselves, so that no passing connection of
  // another process takes one between our look and Gerrit's bind.
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 30_000;

  /**
   * Two ports that are free now. Another process may still take one before Gerrit does: whoever
   * starts Gerrit tries again with others then.
   */
  static Ports free() {
    int http = freePort(0);
    return new Ports(http, freePort(http));
  }

  private static int freePort(int taken) {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (port != taken && isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
