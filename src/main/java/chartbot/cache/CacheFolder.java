package chartbot.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The user's folder of chartbot's caches, and whether one may be trusted. */
public final class CacheFolder {

  private CacheFolder() {}

  /**
   * What the variable CHARTBOT_CACHE_DIR says, else {@code chartbot} in the user's cache directory;
   * {@code bin/chartbot} has the same rule.
   */
  public static Path of(Map<String, String> environment) {
    String named = environment.getOrDefault("CHARTBOT_CACHE_DIR", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    String configured = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base = configured.isEmpty() ? home(environment).resolve(".cache") : Path.of(configured);
    return base.resolve("chartbot");
  }

  /** The user's home directory. */
  public static Path home(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("user.home", ".") : home);
  }

  /**
   * Makes a folder for its owner only, unless it is there. What lies in a cache can be run as code:
   * nobody else may be able to put it there.
   *
   * @throws IOException when somebody else could, or it cannot be made or written to
   */
  public static void claim(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    // Owners are compared by a file of our own: in a container the user may have no name.
    // Created new: neither a link nor a file that is there already is followed or written to.
    Path probe = Files.createFile(folder.resolve("probe-" + UUID.randomUUID()));
    try {
      if (permissions.contains(PosixFilePermission.GROUP_WRITE)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE)
          || !Files.getOwner(folder).equals(Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS))) {
        throw new IOException("others can write to " + folder);
      }
    } finally {
      Files.delete(probe);
    }
  }
}
