package chartbot.verify;

import chartbot.verify.RenderedObject.ObjectId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Two objects of one kind, namespace and name: Kubernetes keeps the last, Helm refuses some. */
final class Duplicates {

  private Duplicates() {}

  static void report(RenderedObjects before, RenderedObjects after, Findings findings) {
    Map<ObjectId, String> known = twice(before);
    twice(after)
        .forEach(
            (id, templates) -> {
              String text = templates + " both render " + id;
              if (known.containsKey(id)) {
                findings.note("not from this update: " + text);
              } else {
                findings.refuse(text, java.util.Optional.empty());
              }
            });
  }

  private static Map<ObjectId, String> twice(RenderedObjects objects) {
    Map<ObjectId, String> first = new LinkedHashMap<>();
    Map<ObjectId, String> twice = new LinkedHashMap<>();
    for (RenderedObject object : objects.all()) {
      String known = first.putIfAbsent(object.id(), object.template());
      if (known != null && !object.name().isEmpty()) {
        twice.put(object.id(), known + " and " + object.template());
      }
    }
    return twice;
  }
}
