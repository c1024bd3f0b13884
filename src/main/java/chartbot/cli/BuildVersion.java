package chartbot.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version, and the commit that it was built from. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return lines().toArray(String[]::new);
  }

  static List<String> lines() {
    Properties build = new Properties();
    try (InputStream resource =
        BuildVersion.class.getResourceAsStream("/chartbot/build.properties")) {
      if (resource != null) {
        build.load(resource);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        "chartbot " + value(build, "version", "of unknown version"),
        "commit " + value(build, "commit", "unknown") + ", " + value(build, "date", "date unknown"),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name"));
  }

  /** A placeholder that the build did not fill is as good as nothing. */
  private static String value(Properties build, String key, String otherwise) {
    String value = build.getProperty(key, "");
    return value.isEmpty() || value.contains("${") ? otherwise : value;
  }
}
