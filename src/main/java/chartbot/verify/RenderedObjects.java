package chartbot.verify;

import chartbot.error.UserException;
import chartbot.yaml.YamlData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Helm printed, read.
 *
 * @param all the objects, in Helm's order
 * @param unread why a template's text could not be read, by template: Helm's parser takes more than
 *     SnakeYAML does
 */
record RenderedObjects(List<RenderedObject> all, Map<String, String> unread) {

  private static final Pattern SOURCE = Pattern.compile("(?m)^# Source: [^/\\n]+/(.+)$");

  static RenderedObjects in(String manifests) {
    List<RenderedObject> read = new ArrayList<>();
    Map<String, String> unread = new LinkedHashMap<>();
    for (String document : documents(manifests)) {
      Optional<String> source = source(document);
      if (source.isPresent()) {
        String template = source.get();
        try {
          YamlData.documents(template + ", rendered", document)
              .forEach(data -> read.addAll(RenderedObject.of(template, data)));
        } catch (UserException e) {
          unread.put(template, e.message());
        }
      }
    }
    return new RenderedObjects(read, unread);
  }

  /** The template that a document comes from, as a path in the chart. */
  static Optional<String> source(String document) {
    Matcher source = SOURCE.matcher(document);
    return source.find() ? Optional.of(source.group(1).strip()) : Optional.empty();
  }

  /** Helm's documents; each begins with a line that names its source. */
  static List<String> documents(String manifests) {
    return List.of(manifests.split("(?m)^---[ \\t]*\\r?$", -1));
  }

  /** Those of one template. */
  List<RenderedObject> of(String template) {
    return all.stream().filter(object -> object.template().equals(template)).toList();
  }

  boolean prints(String template) {
    return unread.containsKey(template)
        || all.stream().anyMatch(object -> object.template().equals(template));
  }

  /** The objects by what identifies them; the last of several. */
  Map<RenderedObject.ObjectId, RenderedObject> byId() {
    Map<RenderedObject.ObjectId, RenderedObject> byId = new LinkedHashMap<>();
    all.forEach(object -> byId.put(object.id(), object));
    return byId;
  }

  List<RenderedObject.Container> containers() {
    return all.stream().flatMap(object -> object.containers().stream()).toList();
  }
}
