package chartbot.lifecycle;

import chartbot.chart.Tags;
import java.util.HashMap;
import java.util.Map;

/** Which of two tags is the newer one. */
public final class Tagging {

  private Tagging() {}

  /** A tag without the digest that may stand behind it. */
  public static String tag(String version) {
    int at = version.indexOf('@');
    return at < 0 ? version : version.substring(0, at);
  }

  /** The same of many, by image name. */
  public static Map<String, String> tags(Map<String, String> versions) {
    Map<String, String> tags = new HashMap<>(versions);
    tags.replaceAll((name, version) -> tag(version));
    return tags;
  }

  /** The newer one; of one tag with two digests the second. */
  public static String newer(String a, String b) {
    int order = Tags.ORDER.compare(tag(a), tag(b));
    return order > 0 || (order == 0 && !b.contains("@")) ? a : b;
  }

  public static boolean isOlder(String tag, String than) {
    return Tags.ORDER.compare(tag, than) < 0;
  }
}
