package chartbot.verify;

import static chartbot.verify.Fields.asMap;
import static chartbot.verify.Fields.map;
import static chartbot.verify.Fields.maps;
import static chartbot.verify.Fields.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object that Helm printed.
 *
 * @param template the template that it comes from, as a path in the chart
 */
record RenderedObject(String template, Map<String, @Nullable Object> data) {

  private static final List<String> POD_SPECS_AT =
      List.of("spec.template.spec", "spec.jobTemplate.spec.template.spec", "template.spec", "spec");

  /** What identifies an object within a release. */
  record ObjectId(String group, String kind, String namespace, String name) {

    @Override
    public String toString() {
      return kind + " " + name + (namespace.isEmpty() ? "" : " in namespace " + namespace);
    }
  }

  /** A container, and where it is. */
  record Container(RenderedObject object, boolean init, Map<String, @Nullable Object> data) {

    String name() {
      return text(data, "name");
    }

    String image() {
      return text(data, "image");
    }

    @Override
    public String toString() {
      return (init ? "init container " : "container ") + name() + " of " + object.title();
    }
  }

  String kind() {
    return text(data, "kind");
  }

  String apiVersion() {
    return text(data, "apiVersion");
  }

  String name() {
    return text(map(data, "metadata"), "name");
  }

  boolean isJob() {
    return kind().equals("Job") && apiVersion().equals("batch/v1");
  }

  ObjectId id() {
    int slash = apiVersion().indexOf('/');
    String group = slash < 0 ? "" : apiVersion().substring(0, slash);
    return new ObjectId(group, kind(), text(map(data, "metadata"), "namespace"), name());
  }

  /** What kind of object it is and its name, for messages. */
  String title() {
    return kind() + " " + name();
  }

  /** The specification of the pods that it runs; empty where it runs none. */
  Map<String, @Nullable Object> podSpec() {
    for (String path : POD_SPECS_AT) {
      Map<String, @Nullable Object> spec = map(data, path.split("\\."));
      if (spec.get("containers") instanceof List || spec.get("initContainers") instanceof List) {
        return spec;
      }
    }
    return Map.of();
  }

  /** The metadata of the pods that it runs. */
  Map<String, @Nullable Object> podMetadata() {
    Map<String, @Nullable Object> cron =
        map(data, "spec", "jobTemplate", "spec", "template", "metadata");
    return cron.isEmpty() ? map(data, "spec", "template", "metadata") : cron;
  }

  /** Init containers first. */
  List<Container> containers() {
    List<Container> containers = new ArrayList<>();
    Map<String, @Nullable Object> spec = podSpec();
    maps(spec, "initContainers").forEach(c -> containers.add(new Container(this, true, c)));
    maps(spec, "containers").forEach(c -> containers.add(new Container(this, false, c)));
    return containers;
  }

  /** The object, or those that it lists. */
  static List<RenderedObject> of(String template, @Nullable Object document) {
    Map<String, @Nullable Object> data = asMap(Fields.plain(document));
    if (data.isEmpty()) {
      return List.of();
    }
    RenderedObject object = new RenderedObject(template, data);
    if (!object.kind().endsWith("List") || !(data.get("items") instanceof List)) {
      return List.of(object);
    }
    List<RenderedObject> items = new ArrayList<>();
    maps(data, "items").forEach(item -> items.addAll(of(template, item)));
    return items;
  }
}
