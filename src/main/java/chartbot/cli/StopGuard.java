package chartbot.cli;

/** Does something where a signal ends the process before this is closed. */
final class StopGuard implements AutoCloseable {

  private final Thread hook;

  StopGuard(Runnable stopped) {
    hook = new Thread(stopped, "chartbot-stopped");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      return; // then it has its turn
    }
  }
}
