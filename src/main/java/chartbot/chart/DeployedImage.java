package chartbot.chart;

/**
 * Where a rendered object names an image.
 *
 * @param template the template that the object comes from, as a path in the chart
 * @param object kind and name, for messages
 * @param text a container's image; of other objects, the text that holds a marker
 * @param isRun whether the object runs it: a container does, a custom resource may have its
 *     operator do so; a ConfigMap only says it
 */
public record DeployedImage(String template, String object, String text, boolean isRun) {

  /** The image's name, without registry, path, tag and digest. */
  public String name() {
    String image = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
    String last = image.substring(image.lastIndexOf('/') + 1);
    return last.contains(":") ? last.substring(0, last.indexOf(':')) : last;
  }
}
