package chartbot.chart;

/**
 * One image at one tag: asked for, as {@link ImageRules} let it pass, or read back from an open
 * change.
 *
 * @param name as it stands in values.yaml, without registry and path
 * @param tag as it stands behind the colon
 */
public record Image(String name, String tag) {

  @Override
  public String toString() {
    return name + ":" + tag;
  }
}
