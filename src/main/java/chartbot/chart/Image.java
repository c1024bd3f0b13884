package chartbot.chart;

import java.util.Optional;

/**
 * One image at one tag: asked for, as {@link ImageRules} let it pass, or read back from an open
 * change.
 *
 * @param name as it stands in values.yaml, without registry and path
 * @param tag as it stands behind the colon; empty: the image is to go from the chart
 * @param digest {@code sha256:...} as it stands behind the {@code @}; used where the image's entry
 *     has a digest
 */
public record Image(String name, String tag, Optional<String> digest) {

  /** An image that is known by its tag alone. */
  public Image(String name, String tag) {
    this(name, tag, Optional.empty());
  }

  /** An image by what stands behind its name and colon: {@code TAG}, {@code TAG@sha256:...}. */
  public static Image at(String name, String version) {
    int at = version.indexOf('@');
    return at < 0
        ? new Image(name, version)
        : new Image(name, version.substring(0, at), Optional.of(version.substring(at + 1)));
  }

  /** What stands behind its name and colon, the digest included. */
  public String version() {
    return tag + digest.map(text -> "@" + text).orElse("");
  }

  /** An image that is to go from the chart. */
  public static Image gone(String name) {
    return new Image(name, "");
  }

  public boolean isGone() {
    return tag.isEmpty();
  }

  @Override
  public String toString() {
    return isGone() ? name : name + ":" + tag;
  }
}
