package chartbot.sandbox;

import chartbot.cache.CacheFolder;
import chartbot.error.EnvironmentException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the sandbox keeps what it needs once, and the Maven that fetches it.
 *
 * @param cache a folder for jars and initialised sites; created when needed
 * @param maven the command that runs Maven
 */
public record SandboxHome(Path cache, Path maven) {

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  public SandboxHome {
    cache = cache.toAbsolutePath().normalize();
    maven = maven.toAbsolutePath().normalize();
  }

  /**
   * In a checkout its {@code target} folder and its Maven Wrapper; otherwise the user's cache and
   * the Maven on the PATH.
   */
  public static SandboxHome discover(Map<String, String> environment) throws EnvironmentException {
    Optional<Path> checkout = checkout();
    if (checkout.isPresent()) {
      return new SandboxHome(
          checkout.get().resolve("target").resolve("gerrit"), checkout.get().resolve(wrapper()));
    }
    return new SandboxHome(CacheFolder.of(environment).resolve("gerrit"), mavenOnPath(environment));
  }

  private static Optional<Path> checkout() {
    try {
      URI code = SandboxHome.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      for (@Nullable Path folder = Path.of(code); folder != null; folder = folder.getParent()) {
        // Classes and jar are in the target folder of the checkout, not anywhere below it.
        if (folder.endsWith("target")) {
          return Optional.ofNullable(folder.getParent())
              .filter(root -> Files.isRegularFile(root.resolve("pom.xml")))
              .filter(root -> Files.isRegularFile(root.resolve(wrapper())));
        }
      }
      return Optional.empty();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find the folder that chartbot runs from", e);
    }
  }

  private static Path mavenOnPath(Map<String, String> environment) throws EnvironmentException {
    List<Path> places = new ArrayList<>();
    for (String folder :
        environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        places.add(Path.of(folder).resolve(WINDOWS ? "mvn.cmd" : "mvn"));
      }
    }
    return places.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                EnvironmentException.permanent(
                    "the sandbox needs Maven, once, to fetch Gerrit; there is no mvn on the PATH",
                    "install Maven 3.6.3 or later, or run chartbot from a checkout",
                    null));
  }

  private static String wrapper() {
    return WINDOWS ? "mvnw.cmd" : "mvnw";
  }
}
