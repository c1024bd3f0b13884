package chartbot.cli;

import chartbot.config.Configuration;
import chartbot.config.ConfigurationReader;
import chartbot.error.UserException;
import chartbot.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration, and which of its targets. */
final class ConfigurationOptions {

  private static final Path DEFAULT_FILE = Path.of("config", "chartbot.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration. Default: what the variable CHARTBOT_CONFIG names, else"
              + " config/chartbot.yaml.")
  private @Nullable Path file;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Only the target of that name; may be repeated. Default: all targets.")
  private List<String> targets = List.of();

  List<String> targets() {
    return targets;
  }

  /**
   * The configuration that a command cannot do without, with its templates tried.
   *
   * @throws UserException naming every problem found, before anything has happened
   */
  Configuration read(Parts parts) throws UserException {
    Configuration read = read(parts.environment());
    Set<String> problems = new LinkedHashSet<>();
    Optional<String> hint = Optional.empty();
    for (Target target : read.targets()) {
      try {
        parts.templates().check(target);
      } catch (UserException e) {
        problems.add(e.message());
        hint = hint.or(e::hint);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(String.join("\n", problems), hint.orElse(null));
    }
    return read;
  }

  /** The same for a command that renders nothing: its templates are not tried. */
  Configuration read(Map<String, String> environment) throws UserException {
    return new ConfigurationReader(environment).read(chosen(environment).orElse(DEFAULT_FILE));
  }

  /** The configuration where there is one; one that was named must be there. */
  Optional<Configuration> readIfAny(Parts parts) throws UserException {
    boolean any = chosen(parts.environment()).isPresent() || Files.exists(DEFAULT_FILE);
    return any ? Optional.of(read(parts)) : Optional.empty();
  }

  /** The target whose rules hold where there can be but one. */
  Target only(Configuration read, String where) throws UserException {
    List<Target> selected = read.select(targets);
    if (selected.size() > 1) {
      throw new UserException(
          "the configuration has several targets; which one's rules hold for " + where + "?",
          "give --target with one of "
              + String.join(", ", selected.stream().map(Target::name).toList()));
    }
    return selected.get(0);
  }

  private Optional<Path> chosen(Map<String, String> environment) {
    return Optional.ofNullable(file)
        .or(
            () ->
                Optional.ofNullable(environment.get("CHARTBOT_CONFIG"))
                    .filter(f -> !f.isEmpty())
                    .map(Path::of));
  }
}
