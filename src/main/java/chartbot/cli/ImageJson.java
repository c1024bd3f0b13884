package chartbot.cli;

import chartbot.error.UserException;
import chartbot.yaml.YamlDocument;
import chartbot.yaml.YamlEntry;
import chartbot.yaml.YamlMapping;
import chartbot.yaml.YamlNode;
import chartbot.yaml.YamlScalar;
import chartbot.yaml.YamlSequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Images in a JSON file: a list, names with their tags, or either of them under "images". */
final class ImageJson {

  private static final String HINT =
      "e.g. [\"NAME:TAG\"], {\"images\": [{\"name\": NAME, \"tag\": TAG}]} or {NAME: TAG}";

  private final YamlDocument document;
  private final List<ImageText> images = new ArrayList<>();

  ImageJson(String file, String text) throws UserException {
    try {
      this.document = YamlDocument.parseJson(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (UserException e) {
      throw new UserException(String.valueOf(e.getMessage()), HINT, e);
    }
  }

  /** The images as texts {@code NAME:TAG}, unchecked. */
  List<ImageText> images() throws UserException {
    YamlNode root = document.root();
    YamlNode named = root instanceof YamlMapping object ? fields(object).get("images") : null;
    Deque<YamlNode> open = new ArrayDeque<>(List.of(named == null ? root : named));
    while (!open.isEmpty()) {
      YamlNode next = open.pop();
      if (next instanceof YamlSequence list) {
        for (int i = list.items().size() - 1; i >= 0; i--) {
          open.push(list.items().get(i));
        }
      } else if (next instanceof YamlMapping object) {
        collect(object);
      } else {
        images.add(new ImageText(text(next, "an image"), where(next)));
      }
    }
    return images;
  }

  private void collect(YamlMapping object) throws UserException {
    Map<String, YamlNode> fields = fields(object);
    YamlNode name = fields.get("name");
    YamlNode tag = fields.get("tag");
    if (name != null && tag != null) {
      add(name, text(name, "a string"), tag);
    } else if (name != null) {
      String reason = "image '" + text(name, "a string") + "' has no tag";
      throw document.refusal(object, reason, "give it as \"tag\": TAG");
    } else if (tag != null) {
      throw document.refusal(
          object, "an image has no name", "give it as \"name\": NAME next to its \"tag\"");
    } else {
      for (Map.Entry<String, YamlNode> each : fields.entrySet()) {
        add(each.getValue(), each.getKey(), each.getValue());
      }
    }
  }

  private void add(YamlNode place, String name, YamlNode tag) throws UserException {
    images.add(new ImageText(name + ":" + text(tag, "a string"), where(place)));
  }

  private Map<String, YamlNode> fields(YamlMapping object) throws UserException {
    Map<String, YamlNode> fields = new LinkedHashMap<>();
    Map<String, YamlNode> keys = new LinkedHashMap<>();
    for (YamlEntry entry : object.entries()) {
      YamlNode first = keys.putIfAbsent(entry.key(), entry.keyNode());
      if (first != null) {
        throw document.refusal(
            entry.keyNode(),
            "duplicate key '" + entry.key() + "', the first is at " + where(first),
            "remove one of the two");
      }
      fields.put(entry.key(), entry.value());
    }
    return fields;
  }

  private String text(YamlNode node, String expected) throws UserException {
    if (node instanceof YamlScalar scalar && !scalar.isNull()) {
      return scalar.value();
    }
    throw document.refusal(node, "expected " + expected, HINT);
  }

  private String where(YamlNode node) {
    return document.location(node).toString();
  }
}
