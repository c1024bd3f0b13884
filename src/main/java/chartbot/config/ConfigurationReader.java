package chartbot.config;

import chartbot.config.ConfigFile.Entry;
import chartbot.error.DidYouMean;
import chartbot.error.UserException;
import chartbot.image.RegistryRules;
import chartbot.target.Target;
import chartbot.yaml.YamlNode;
import chartbot.yaml.YamlSequence;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a configuration file and checks all of it before anything uses any of it. */
public final class ConfigurationReader {

  private final Map<String, String> environment;

  /**
   * @param environment variables such as {@code CHARTBOT_REVIEW_TOPIC} override the file
   */
  public ConfigurationReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads the file.
   *
   * @throws UserException naming every problem found, each as {@code file:line:column: what}
   */
  public Configuration read(Path file) throws UserException {
    byte[] bytes = bytes(file);
    Problems problems = new Problems();
    ConfigFile document = new ConfigFile(file.toString(), bytes, problems);
    SettingsReader reader = new SettingsReader(document, problems);
    Map<String, Entry> sections = document.entries(document.root(), "the configuration");

    Settings common = commonSettings(file, sections, reader, problems);
    List<Settings> targets = targets(sections, document, reader, problems);
    Settings overrides = new EnvironmentSettings(problems).read(environment);
    Settings server = overrides.over(common);
    if (!server.mentions(Key.GERRIT_URL)) {
      String where =
          sections.containsKey("gerrit") ? sections.get("gerrit").keyWhere() : file + ":1:1";
      problems.add(where, "gerrit.url is missing");
    }

    TargetBuilder builder = new TargetBuilder(file, problems);
    List<Target> built = new ArrayList<>();
    for (Settings target : targets) {
      built.add(builder.build(overrides.over(target.over(common))));
    }
    Optional<RegistryRules> registry = new RegistryBuilder(file, problems).build(server);
    problems.throwIfAny();
    return new Configuration(server(server), built, registry);
  }

  private static byte[] bytes(Path file) throws UserException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UserException(
          "there is no configuration file " + file,
          "give one with --config FILE or in CHARTBOT_CONFIG; config/chartbot.yaml is an example",
          e);
    } catch (IOException e) {
      throw new UserException(
          "configuration file " + file + " cannot be read: " + reason(e), null, e);
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  private static Settings commonSettings(
      Path file, Map<String, Entry> sections, SettingsReader reader, Problems problems) {
    Settings common = new Settings();
    for (Map.Entry<String, Entry> each : sections.entrySet()) {
      String word = each.getKey();
      Entry entry = each.getValue();
      Optional<Section> section = Section.of(word);
      if (section.isEmpty()) {
        problems.add(entry.keyWhere(), unknown(word));
      } else if (section.get() != Section.TARGETS) {
        common.putAll(reader.read(entry.value(), word, Key.of(section.get())));
      }
    }
    if (!sections.containsKey("targets")) {
      problems.add(file + ":1:1", "targets is missing; give at least one target");
    }
    return common;
  }

  private static String unknown(String word) {
    String hint = DidYouMean.hint(word, Section.words());
    return "unknown key '"
        + word
        + "'"
        + (hint.isEmpty() ? "; the sections are " + String.join(", ", Section.words()) : hint);
  }

  private static List<Settings> targets(
      Map<String, Entry> sections, ConfigFile document, SettingsReader reader, Problems problems) {
    Entry entry = sections.get("targets");
    if (entry == null) {
      return List.of();
    }
    if (!(entry.value() instanceof YamlSequence list)) {
      problems.add(
          ConfigFile.isNull(entry.value()) ? entry.keyWhere() : document.where(entry.value()),
          "targets must be a list of targets, each beginning with '- '");
      return List.of();
    }
    if (list.items().isEmpty()) {
      problems.add(document.where(list), "targets is empty; give at least one target");
    }
    List<Settings> targets = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    Map<List<String>, String> charts = new HashMap<>();
    for (YamlNode item : list.items()) {
      YamlNode node = item.resolved();
      Settings target = reader.readTarget(node, "targets[" + targets.size() + "]");
      targets.add(target);
      if (!target.mentions(Key.TARGETS_PROJECT)) {
        problems.add(
            document.where(node), "targets[" + (targets.size() - 1) + "].project is missing");
        continue;
      }
      String name = TargetBuilder.name(target);
      String first = names.putIfAbsent(name, document.where(node));
      if (first != null) {
        problems.add(
            document.where(node), "the target at " + first + " has the name '" + name + "' too");
      }
      // Each of the two would take the other's open changes for its own.
      String same = charts.putIfAbsent(TargetBuilder.place(target), document.where(node));
      if (same != null && target.text(Key.TARGETS_PROJECT).isPresent()) {
        problems.add(
            document.where(node),
            "the target at " + same + " is the same chart of the same project and branch");
      }
    }
    return targets;
  }

  private static Server server(Settings settings) {
    Optional<String> git = settings.text(Key.GERRIT_GIT_URL);
    return new Server(
        withoutSlash(settings.text(Key.GERRIT_URL).orElseThrow()),
        git.isPresent() ? Optional.of(withoutSlash(git.get())) : Optional.empty());
  }

  static URI withoutSlash(String url) {
    int end = url.length();
    while (url.charAt(end - 1) == '/') {
      end--;
    }
    return URI.create(url.substring(0, end));
  }
}
