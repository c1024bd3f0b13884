package chartbot.verify;

import chartbot.verify.RenderedObject.ObjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Helm's output as text, document by document. */
final class Manifests {

  private Manifests() {}

  /** The text that each template prints. */
  static Map<String, String> byTemplate(String manifests) {
    Map<String, String> byTemplate = new LinkedHashMap<>();
    for (String document : RenderedObjects.documents(manifests)) {
      RenderedObjects.source(document)
          .ifPresent(template -> byTemplate.merge(template, document, String::concat));
    }
    return byTemplate;
  }

  /** The manifests with some objects as other manifests have them. */
  static String with(String manifests, Set<ObjectId> replaced, String others) {
    if (replaced.isEmpty()) {
      return manifests;
    }
    Map<List<ObjectId>, String> known = new HashMap<>();
    RenderedObjects.documents(others).forEach(document -> known.put(ids(document), document));
    List<String> documents = new ArrayList<>();
    for (String document : RenderedObjects.documents(manifests)) {
      List<ObjectId> ids = ids(document);
      boolean replace = !ids.isEmpty() && replaced.containsAll(ids);
      documents.add(replace ? known.getOrDefault(ids, document) : document);
    }
    return String.join("---", documents);
  }

  private static List<ObjectId> ids(String document) {
    return RenderedObjects.in(document).all().stream().map(RenderedObject::id).toList();
  }
}
