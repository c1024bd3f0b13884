package chartbot.helm;

import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The objects in what Helm prints. */
public final class ManifestObjects {

  private ManifestObjects() {}

  /** By kind, namespace and name, and a number where that is there more than once. */
  public static Map<String, Object> of(String manifests) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    Map<String, Object> objects = new TreeMap<>();
    for (Object object : new Yaml(new SafeConstructor(options)).loadAll(manifests)) {
      if (object instanceof Map<?, ?> map && !map.isEmpty()) {
        Map<?, ?> metadata = map.get("metadata") instanceof Map<?, ?> found ? found : Map.of();
        String name =
            map.get("kind") + " " + metadata.get("namespace") + "/" + metadata.get("name") + " ";
        int number = 1;
        while (objects.putIfAbsent(name + number, object) != null) {
          number++;
        }
      }
    }
    return objects;
  }
}
