package chartbot.lifecycle;

import chartbot.chart.Tags;

/** Which of two tags is the newer one. */
public final class Tagging {

  private Tagging() {}

  public static String newer(String a, String b) {
    return Tags.ORDER.compare(a, b) >= 0 ? a : b;
  }

  public static boolean isOlder(String tag, String than) {
    return Tags.ORDER.compare(tag, than) < 0;
  }
}
