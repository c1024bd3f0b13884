package chartbot.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A Java to run chartbot with.
 *
 * @param version as it says itself, without quotes
 */
record JavaHome(Path home, String version) {

  static JavaHome of(Path home) throws IOException {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    }
    return new JavaHome(home, release.getProperty("JAVA_VERSION", "unknown").replace("\"", ""));
  }

  /** What chartbot on this Java is called in the tables. */
  String contender(String what) {
    return "Java " + version + ": " + what;
  }
}
