package chartbot.chart;

import chartbot.error.UserException;
import chartbot.yaml.NewEntry;
import chartbot.yaml.YamlDocument;
import chartbot.yaml.YamlEditor;
import chartbot.yaml.YamlEntry;
import chartbot.yaml.YamlMapping;
import chartbot.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The place of the images in one values file: the innermost node of the configured path that is
 * there, and the keys that are missing below it.
 */
record ImagesPath(YamlNode node, List<String> missing) {

  /** The keys of a dotted path; {@code \\.} is a dot within a key, as in {@code helm --set}. */
  static List<String> keys(String path) {
    List<String> keys = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '.') {
        keys.add(key.toString());
        key.setLength(0);
      } else {
        boolean escaped =
            c == '\\' && i + 1 < path.length() && ".\\".indexOf(path.charAt(i + 1)) >= 0;
        key.append(escaped ? path.charAt(++i) : c);
      }
    }
    keys.add(key.toString());
    return List.copyOf(keys);
  }

  static ImagesPath find(YamlDocument document, List<String> keys) throws UserException {
    YamlNode at = document.root();
    for (int i = 0; i < keys.size(); i++) {
      if (!(at instanceof YamlMapping mapping)) {
        return new ImagesPath(at, keys.subList(i, keys.size()));
      }
      Optional<YamlEntry> next = document.find(mapping, keys.get(i));
      if (next.isEmpty()) {
        refuseDottedKey(document, mapping, keys, i);
        return new ImagesPath(at, keys.subList(i, keys.size()));
      }
      at = next.get().value();
      if (!YamlEditor.isExtensible(at)) {
        throw document.refusal(
            at,
            String.format(
                "'%s' is %s, not a mapping", String.join(".", keys.subList(0, i + 1)), at.kind()),
            "write it as a mapping, or set images.path in the configuration");
      }
    }
    return new ImagesPath(at, List.of());
  }

  /** Where a key with a dot is meant, the images would be added at a place that nothing reads. */
  private static void refuseDottedKey(
      YamlDocument document, YamlMapping mapping, List<String> keys, int from)
      throws UserException {
    for (int to = from + 2; to <= keys.size(); to++) {
      String dotted = String.join(".", keys.subList(from, to));
      Optional<YamlEntry> found = document.find(mapping, dotted);
      if (found.isPresent()) {
        throw document.refusal(
            found.get().keyNode(),
            "images.path takes the key '" + dotted + "' for several",
            "write it as " + dotted.replace(".", "\\.") + " in images.path");
      }
    }
  }

  /** The mapping of the images, when there is one. */
  Optional<YamlMapping> mapping() {
    return missing.isEmpty() && node instanceof YamlMapping found
        ? Optional.of(found)
        : Optional.empty();
  }

  /** Adds images, and the mappings that are missing around them. */
  void append(YamlEditor editor, List<NewEntry> images) throws UserException {
    List<NewEntry> entries = images;
    for (int i = missing.size() - 1; i >= 0; i--) {
      entries = List.of(NewEntry.of(missing.get(i), entries));
    }
    for (NewEntry entry : entries) {
      editor.append(node, entry);
    }
  }
}
