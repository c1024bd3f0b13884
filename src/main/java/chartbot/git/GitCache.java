package chartbot.git;

import chartbot.cache.CacheFolder;
import chartbot.error.EnvironmentException;
import chartbot.update.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps what was fetched for the next run, one bare repository per project of a server. A run that
 * cannot have it, whatever the reason, works in a store of its own and does not wait.
 */
public final class GitCache {

  private final Optional<Path> folder;

  private GitCache(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * Keeps it in a folder.
   *
   * @param folder is made when it is not there; nobody else may be able to write to it
   */
  public static GitCache in(Path folder) {
    return new GitCache(Optional.of(folder.toAbsolutePath()));
  }

  /** Nothing is kept. */
  public static GitCache none() {
    return new GitCache(Optional.empty());
  }

  Store open(GitServer server, String project, Progress progress) throws EnvironmentException {
    if (folder.isPresent()) {
      try {
        CacheFolder.claim(folder.get());
        String origin = server.url() + "\n" + project + "\n";
        Optional<CachedStore> cached = CachedStore.open(folder.get(), key(origin), origin);
        if (cached.isPresent()) {
          return cached.get();
        }
        progress.trace("git cache: another run uses that of " + project);
      } catch (IOException | RuntimeException e) { // JGit throws both on damage
        progress.trace("git cache: not used, " + e);
      }
    }
    return BareStore.create();
  }

  private static String key(String origin) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
