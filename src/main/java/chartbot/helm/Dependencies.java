package chartbot.helm;

import chartbot.chart.Archive;
import chartbot.chart.ChartFiles;
import chartbot.error.UserException;
import chartbot.yaml.YamlDocument;
import chartbot.yaml.YamlMapping;
import chartbot.yaml.YamlNode;
import chartbot.yaml.YamlScalar;
import chartbot.yaml.YamlSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The charts that a chart names as its dependencies, and those that it holds. */
final class Dependencies {

  static final String CHARTS = "charts/";

  private static final Pattern VENDORED_FOLDER = Pattern.compile("charts/[^_./][^/]*/Chart\\.yaml");
  private static final Pattern VENDORED_ARCHIVE = Pattern.compile("charts/[^_./][^/]*\\.tgz");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._]*");
  private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

  private Dependencies() {}

  /**
   * A dependency.
   *
   * @param range the versions that fit
   * @param repository where it is to be fetched from
   */
  record Dependency(String name, String range, String repository) {

    private static final String FILE = "file://";

    /** Its files by their paths in it, where they are in a folder of the chart's project. */
    Map<String, byte[]> neighbour(ChartFiles chart) {
      if (!repository.startsWith(FILE) || repository.startsWith(FILE + "/")) {
        return Map.of();
      }
      Map<String, byte[]> files = chart.neighbour(repository.substring(FILE.length()));
      return Optional.ofNullable(files.get("Chart.yaml"))
          .flatMap(bytes -> Dependencies.name(repository, bytes))
          .filter(name::equals)
          .map(same -> files)
          .orElse(Map.of());
    }

    /** The first version of the range, as far as its text shows it. */
    String version() {
      Matcher version = VERSION.matcher(range);
      if (!version.find()) {
        return "0.0.0";
      }
      return version.group(1) + "." + part(version.group(2)) + "." + part(version.group(3));
    }

    private static String part(@Nullable String digits) {
      return digits == null ? "0" : digits;
    }
  }

  static boolean isVendoredArchive(String path) {
    return VENDORED_ARCHIVE.matcher(path).matches();
  }

  /** Those that the chart names and does not hold; Helm compares the names only, too. */
  static List<Dependency> absent(ChartFiles chart) {
    List<Dependency> named = new ArrayList<>();
    for (String file : List.of("Chart.yaml", "requirements.yaml")) {
      chart.read(file).ifPresent(bytes -> named.addAll(named(file, bytes)));
    }
    if (named.isEmpty()) {
      return List.of();
    }
    Set<String> vendored = new HashSet<>();
    for (String path : chart.paths(CHARTS)) {
      if (VENDORED_FOLDER.matcher(path).matches()) {
        chart.read(path).flatMap(bytes -> name(path, bytes)).ifPresent(vendored::add);
      } else if (isVendoredArchive(path)) {
        chart.read(path).flatMap(bytes -> nameOfArchive(path, bytes)).ifPresent(vendored::add);
      }
    }
    List<Dependency> absent = new ArrayList<>();
    for (Dependency dependency : named) {
      if (NAME.matcher(dependency.name()).matches() && vendored.add(dependency.name())) {
        absent.add(dependency);
      }
    }
    return absent;
  }

  private static List<Dependency> named(String file, byte[] bytes) {
    Optional<Top> top = top(file, bytes);
    List<Dependency> named = new ArrayList<>();
    if (top.flatMap(chart -> chart.value("dependencies")).orElse(null)
        instanceof YamlSequence list) {
      for (YamlNode item : list.items()) {
        if (item.resolved() instanceof YamlMapping mapping) {
          Top dependency = new Top(top.orElseThrow().document(), mapping);
          dependency
              .text("name")
              .ifPresent(
                  name ->
                      named.add(
                          new Dependency(
                              name,
                              dependency.text("version").orElse(""),
                              dependency.text("repository").orElse(""))));
        }
      }
    }
    return named;
  }

  private static Optional<String> name(String path, byte[] bytes) {
    return top(path, bytes).flatMap(top -> top.text("name"));
  }

  private static Optional<String> nameOfArchive(String path, byte[] bytes) {
    try {
      return Archive.read(bytes).files(file -> file.matches("[^/]+/Chart\\.yaml")).values().stream()
          .findFirst()
          .flatMap(chart -> name(path, chart));
    } catch (IOException e) {
      return Optional.empty(); // Helm reports what is wrong with it
    }
  }

  private static Optional<Top> top(String file, byte[] bytes) {
    try {
      YamlDocument document = YamlDocument.parse(file, bytes);
      return document.root() instanceof YamlMapping mapping
          ? Optional.of(new Top(document, mapping))
          : Optional.empty();
    } catch (UserException e) {
      return Optional.empty(); // Helm reports what is wrong with it
    }
  }

  /** A mapping and the document that it is in. */
  private record Top(YamlDocument document, YamlMapping mapping) {

    Optional<YamlNode> value(String key) {
      return document.effective(mapping, key);
    }

    Optional<String> text(String key) {
      return value(key).filter(YamlScalar.class::isInstance).map(v -> ((YamlScalar) v).value());
    }
  }
}
