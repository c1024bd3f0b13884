package chartbot.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where what was fetched or drafted is kept for the next run. */
final class CacheOptions {

  private final Option<Path> folder =
      Option.path(
          "--cache-dir",
          "DIR",
          "Keeps what was fetched in DIR/git and what was drafted in DIR/drafts; without it where the"
              + " variable CHARTBOT_CACHE_DIR says, else in the user's cache directory.");

  private final Option<Boolean> none =
      Option.flag("--no-cache", "Keeps nothing of what was fetched or drafted.");

  void addTo(Command command) {
    command.addAtMostOneOf(folder, none);
  }

  List<Option<?>> all() {
    return List.of(folder, none);
  }

  /** Empty: nowhere. */
  Optional<Path> folder(Parts parts) {
    return none.isGiven() ? Optional.empty() : Optional.of(folder.given().orElseGet(parts::cache));
  }
}
