package chartbot.verify;

import chartbot.chart.DeployedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The images that a rendered object runs, or makes something else run. */
final class ObjectImages {

  private ObjectImages() {}

  /**
   * @param markers texts that are looked for in all of the object
   * @param isKubernetes whether the kind is Kubernetes' own: then only what has containers runs
   *     images, in these or as their arguments and environment say; what a custom resource says
   *     anywhere may be run by its operator
   */
  static List<DeployedImage> of(RenderedObject object, Set<String> markers, boolean isKubernetes) {
    List<DeployedImage> images = new ArrayList<>();
    object
        .containers()
        .forEach(
            c -> images.add(new DeployedImage(object.template(), object.title(), c.image(), true)));
    boolean runs = !isKubernetes || !object.containers().isEmpty();
    List<String> texts = new ArrayList<>();
    collect(object.data(), texts);
    for (String text : texts) {
      if (markers.stream().anyMatch(text::contains)) {
        images.add(new DeployedImage(object.template(), object.title(), text, runs));
      }
    }
    return images;
  }

  private static void collect(@Nullable Object data, List<String> texts) {
    if (data instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            if (!key.equals("metadata")) {
              collect(value, texts);
            }
          });
    } else if (data instanceof List<?> list) {
      list.forEach(item -> collect(item, texts));
    } else if (data instanceof String text) {
      texts.add(text);
    }
  }
}
