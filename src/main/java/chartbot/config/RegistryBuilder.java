package chartbot.config;

import chartbot.chart.TemplateText;
import chartbot.image.RegistryRules;
import chartbot.image.RegistryRules.Check;
import chartbot.image.SignatureKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes the rules about the registry of settings that are already checked. */
final class RegistryBuilder {

  private final Path file;
  private final Problems problems;

  RegistryBuilder(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Empty where no registry is configured. */
  Optional<RegistryRules> build(Settings settings) {
    Optional<String> url = settings.text(Key.REGISTRY_URL);
    if (url.isEmpty()) {
      for (Key key : Key.of(Section.REGISTRY)) {
        if (settings.texts(key).isPresent() && key != Key.REGISTRY_URL) {
          problems.add(settings.where(key), "registry.url is missing");
          break;
        }
      }
      return Optional.empty();
    }
    return Optional.of(
        new RegistryRules(
            ConfigurationReader.withoutSlash(url.get()),
            settings.text(Key.REGISTRY_REPOSITORY).orElse(""),
            Check.valueOf(
                settings.text(Key.REGISTRY_CHECK).orElse("required").toUpperCase(Locale.ROOT)),
            settings.text(Key.REGISTRY_TOKEN_SERVER).map(ConfigurationReader::withoutSlash),
            key(settings),
            Set.copyOf(settings.texts(Key.REGISTRY_FOLLOW).orElse(List.of())),
            Set.copyOf(settings.texts(Key.REGISTRY_SOURCE_HOSTS).orElse(List.of())),
            Duration.ZERO));
  }

  private Optional<SignatureKey> key(Settings settings) {
    Key setting = Key.REGISTRY_VERIFY_KEY;
    Optional<TemplateText> text = TargetBuilder.text(file, settings, setting, problems);
    Optional<SignatureKey> key =
        text.flatMap(named -> SignatureKey.parse(named.file(), named.text()));
    if (text.isPresent() && key.isEmpty()) {
      problems.add(
          settings.where(setting), "the file " + text.get().file() + " is not a public key in PEM");
    }
    return key;
  }
}
