package chartbot.chart;

import java.nio.charset.StandardCharsets;

/** A values file as large as wanted, for benchmarks. */
public final class LargeValues {

  private static final int LINES_PER_IMAGE = 10;

  private LargeValues() {}

  /** How many images a file of so many lines has: {@code service-0} and so on. */
  public static int images(int lines) {
    return lines / LINES_PER_IMAGE;
  }

  /**
   * @param bumped how many of the images, from the first on, have a newer tag
   */
  public static byte[] of(int lines, int bumped) {
    StringBuilder text = new StringBuilder("global:\n  registry: r.example\n\nimages:\n");
    for (int i = 0; i < images(lines); i++) {
      text.append("  service-").append(i).append(":\n    # runs service ").append(i);
      text.append("\n    enabled: true\n    registry: \"r.example\"\n    name: service-").append(i);
      text.append("\n    tag: ").append(i < bumped ? "2.0.0-" : "1.2.3-").append(i);
      text.append("\n    pullPolicy: IfNotPresent\n    command: [sh, -c]\n    note: 'n'\n\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
