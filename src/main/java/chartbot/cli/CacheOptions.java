package chartbot.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where what was fetched is kept for the next run. */
final class CacheOptions {

  /** At most one of the two. */
  private static final class Place {
    @Option(
        names = "--cache-dir",
        paramLabel = "DIR",
        description =
            "Keeps what was fetched in DIR/git; without it where the variable CHARTBOT_CACHE_DIR"
                + " says, else in the user's cache directory.")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--no-cache", description = "Keeps nothing of what was fetched.")
    private boolean none;
  }

  @ArgGroup private @Nullable Place place;

  /** Empty: nowhere. */
  Optional<Path> git(Parts parts) {
    if (place != null && place.none) {
      return Optional.empty();
    }
    Path folder = place == null ? parts.cache() : place.folder.orElseGet(parts::cache);
    return Optional.of(folder.resolve("git"));
  }
}
