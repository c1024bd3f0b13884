package chartbot.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where what was fetched is kept for the next run. */
final class CacheOptions {

  @ArgGroup private Choice choice = new Choice();

  /** At most one of them. */
  private static final class Choice {

    @Option(
        names = "--cache-dir",
        paramLabel = "DIR",
        description =
            "Keep what was fetched in DIR/git. Default: the variable CHARTBOT_CACHE_DIR, else the"
                + " user's cache directory.")
    private @Nullable Path folder;

    @Option(names = "--no-cache", description = "Keep nothing of what was fetched.")
    private boolean none;
  }

  /** The name of an option that was given. */
  Optional<String> given() {
    return choice.none
        ? Optional.of("--no-cache")
        : Optional.ofNullable(choice.folder).map(f -> "--cache-dir");
  }

  /** Empty: nowhere. */
  Optional<Path> folder(Parts parts) {
    return choice.none
        ? Optional.empty()
        : Optional.of(choice.folder == null ? parts.cache() : choice.folder);
  }
}
