package chartbot.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, and the commit that it was built from. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "chartbot " + Build.VERSION,
      "commit " + known(Build.COMMIT, "unknown") + ", " + known(Build.DATE, "date unknown"),
      "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
    };
  }

  /** A placeholder that the build did not fill is as good as nothing. */
  private static String known(String value, String fallback) {
    return value.isEmpty() || value.contains("${") ? fallback : value;
  }
}
