package chartbot.cli;

import java.util.List;
import picocli.CommandLine.IVersionProvider;

/** The version, and the commit that it was built from. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return lines().toArray(String[]::new);
  }

  static List<String> lines() {
    return List.of(
        "chartbot " + Build.VERSION,
        "commit " + known(Build.COMMIT, "unknown") + ", " + known(Build.DATE, "date unknown"),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name"));
  }

  /** A placeholder that the build did not fill is as good as nothing. */
  private static String known(String value, String otherwise) {
    return value.isEmpty() || value.contains("${") ? otherwise : value;
  }
}
