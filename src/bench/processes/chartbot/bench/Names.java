package chartbot.bench;

/** What the contenders are called in the tables. */
final class Names {

  static final String SCRIPT = "shell script";
  static final String FLOOR = "native Git floor";
  static final String ASKING = "floor with what Gerrit is asked";
  static final String CLONE = "native Git, shallow bare clone";

  private Names() {}

  static String update(String java, String kind, boolean verified) {
    return "Java %s: %s, %s".formatted(java, kind, verified ? "verified" : "not verified");
  }

  static String version(String java) {
    return "Java %s: chartbot --version".formatted(java);
  }

  static String javaAlone(String java) {
    return "Java %s: java -version".formatted(java);
  }
}
