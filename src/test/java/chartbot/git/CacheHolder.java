package chartbot.git;

import chartbot.error.LoginGate;
import chartbot.update.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A process that has a cache in hand until it is killed. */
final class CacheHolder {

  private CacheHolder() {}

  /** Takes the folder of the server and that of the cache. */
  public static void main(String[] folders) throws Exception {
    GitServer server =
        new GitServer(Path.of(folders[0]).toUri().toString(), Optional.empty(), Optional.empty());
    GitCache cache = GitCache.in(Path.of(folders[1]));
    try (GitChartRepository git =
        new GitChartRepository(
            server,
            new LoginGate(),
            Path.of(folders[0]),
            cache,
            Clock.systemUTC(),
            Progress.silent())) {
      git.fetchTip(GitChartRepositoryTest.target("master", ""));
      System.out.println("held");
      if (System.in.read() >= 0) {
        throw new IllegalStateException("to be killed");
      }
    }
  }
}
