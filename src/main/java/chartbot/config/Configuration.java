package chartbot.config;

import chartbot.error.DidYouMean;
import chartbot.error.UserException;
import chartbot.image.RegistryRules;
import chartbot.target.Target;
import java.util.List;
import java.util.Optional;

/**
 * A whole, checked configuration.
 *
 * @param targets at least one, their names unique
 * @param registry where images are pulled from; empty: no registry is asked
 */
public record Configuration(Server server, List<Target> targets, Optional<RegistryRules> registry) {

  public Configuration {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("at least one target");
    }
  }

  /**
   * The targets of those names, in the configuration's order; all where no name is given.
   *
   * @throws UserException when there is no target of a name
   */
  public List<Target> select(List<String> names) throws UserException {
    List<String> known = targets.stream().map(Target::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserException(
            "there is no target '" + name + "'" + DidYouMean.hint(name, known),
            "the configuration has " + String.join(", ", known));
      }
    }
    return names.isEmpty()
        ? targets
        : targets.stream().filter(t -> names.contains(t.name())).toList();
  }
}
