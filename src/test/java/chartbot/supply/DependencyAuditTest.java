package chartbot.supply;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.supply.GoModules.Module;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds what the build uses against what somebody has looked at: every library by its exact
 * version, its licence, and the advisories that are known.
 */
class DependencyAuditTest {

  private static final Path COMPONENTS = Path.of(".ci/components.txt");
  private static final Path ADVISORIES = Path.of(".ci/advisories.txt");

  /**
   * What may be shipped, unchanged, in a jar under the Apache License 2.0; of several licences one
   * is chosen.
   */
  private static final Set<String> SHIPPED =
      Set.of("Apache-2.0", "BSD-3-Clause", "MIT", "EDL-1.0", "EPL-2.0", "CC0-1.0");

  private record Component(String name, String version, boolean ships, List<String> licences) {}

  private record Advisory(String name, String fixedIn, String id, String accepted) {

    List<String> hits(Map<String, String> used) {
      String version = used.get(name);
      boolean fixed = version != null && !fixedIn.equals("none") && compare(version, fixedIn) >= 0;
      return version == null || fixed || !accepted.isBlank()
          ? List.of()
          : List.of(name + " " + version + " has " + id + ", fixed in " + fixedIn);
    }
  }

  @Test
  void everyLibraryOnTheClassPathHasBeenLookedAtInItsVersion() throws IOException {
    Set<String> listed =
        components().stream().map(c -> c.name() + " " + c.version()).collect(Collectors.toSet());

    assertThat(new TreeSet<>(onTheClassPath())).isEqualTo(new TreeSet<>(listed));
    assertThat(listed).hasSizeGreaterThan(50);
  }

  @Test
  void whatIsShippedHasALicenceThatFitsOurs() throws IOException {
    List<Component> shipped = components().stream().filter(Component::ships).toList();

    assertThat(shipped).hasSizeGreaterThan(20);
    assertThat(shipped).allMatch(c -> c.licences().stream().anyMatch(SHIPPED::contains));
  }

  @Test
  void nothingInUseIsOlderThanTheFixOfAnAdvisory() throws IOException {
    Map<String, String> used = new TreeMap<>();
    components().forEach(c -> used.put("maven:" + c.name(), c.version()));
    goModules().forEach(module -> used.put("go:" + module.name(), module.version()));

    List<Advisory> advisories = advisories();

    assertThat(advisories).hasSizeGreaterThan(15);
    assertThat(advisories).allMatch(a -> used.containsKey(a.name()));
    assertThat(advisories.stream().flatMap(a -> a.hits(used).stream())).isEmpty();
  }

  @Test
  void helmsVersionAndItsModulesAreKnown() throws IOException {
    List<Module> modules = goModules();

    assertThat(modules).hasSizeGreaterThan(100);
    assertThat(modules)
        .extracting(Module::name)
        .contains("stdlib", "helm.sh/helm/v3", "k8s.io/api", "golang.org/x/crypto");
    assertThat(modules).allMatch(module -> module.version().matches("\\d+\\.\\d+\\S*"));
  }

  @Test
  void anOlderVersionIsFound() {
    Advisory advisory = new Advisory("maven:a:b", "2.10.0", "CVE-0", "");
    Advisory unfixed = new Advisory("maven:a:b", "none", "CVE-1", "");
    assertThat(unfixed.hits(Map.of("maven:a:b", "9"))).hasSize(1);

    assertThat(advisory.hits(Map.of("maven:a:b", "2.9.9"))).hasSize(1);
    assertThat(advisory.hits(Map.of("maven:a:b", "2.10.0.202611041320-r"))).isEmpty();
    assertThat(advisory.hits(Map.of("maven:a:b", "2.10"))).isEmpty();
    assertThat(advisory.hits(Map.of("maven:a:b", "33.1.0-jre"))).isEmpty();
    assertThat(advisory.hits(Map.of("maven:a:b", "1"))).hasSize(1);
  }

  private static List<Module> goModules() throws IOException {
    return GoModules.inJar(GoModules.jarOnClassPath());
  }

  /** By their places in Maven's repository: GROUP/PARTS/ARTIFACT/VERSION/FILE. */
  private static List<String> onTheClassPath() {
    List<String> found = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      String path = entry.replace(File.separatorChar, '/');
      int repository = path.lastIndexOf("/repository/");
      // A console that runs the tests is no part of the build.
      if (repository >= 0 && path.endsWith(".jar") && !path.contains("-console-standalone-")) {
        List<String> parts =
            Arrays.asList(path.substring(repository + "/repository/".length()).split("/"));
        int artifact = parts.size() - 3;
        found.add(
            String.join(".", parts.subList(0, artifact))
                + ":"
                + parts.get(artifact)
                + " "
                + parts.get(artifact + 1));
      }
    }
    return found;
  }

  private static List<Component> components() throws IOException {
    return lines(COMPONENTS).stream()
        .map(line -> line.split(" ", 4))
        .map(w -> new Component(w[0], w[1], w[2].equals("ship"), List.of(w[3].split(" OR "))))
        .toList();
  }

  private static List<Advisory> advisories() throws IOException {
    return lines(ADVISORIES).stream()
        .map(line -> line.split(" ", 4))
        .map(w -> new Advisory(w[0], w[1], w[2], w.length > 3 ? w[3] : ""))
        .toList();
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /** Number by number; what comes after those is a name for the same. */
  private static int compare(String version, String other) {
    List<Integer> one = numbers(version);
    List<Integer> two = numbers(other);
    for (int i = 0; i < Math.max(one.size(), two.size()); i++) {
      int difference =
          Integer.compare(i < one.size() ? one.get(i) : 0, i < two.size() ? two.get(i) : 0);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static List<Integer> numbers(String version) {
    return Arrays.stream(version.split("[.+-]"))
        .takeWhile(part -> part.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .toList();
  }
}
