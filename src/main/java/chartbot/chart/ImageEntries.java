package chartbot.chart;

import chartbot.error.UserException;
import chartbot.yaml.YamlDocument;
import chartbot.yaml.YamlEntry;
import chartbot.yaml.YamlMapping;
import chartbot.yaml.YamlNode;
import chartbot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The entries of one {@code images} mapping, found by key or by the image that they name. */
final class ImageEntries {

  private final YamlDocument document;
  private final YamlMapping mapping;
  private @Nullable Map<String, List<YamlEntry>> byImage;

  ImageEntries(YamlDocument document, YamlMapping mapping) {
    this.document = document;
    this.mapping = mapping;
  }

  /**
   * Where an image stands.
   *
   * @param key the key of its entry, which is mostly its name
   * @param fields all that the entry holds
   */
  record Found(String key, YamlScalar tag, YamlMapping fields) {}

  /**
   * Finds an image in a file that overlays another one: an entry there need not name a tag.
   *
   * @return empty when the mapping does not have it, or says nothing of its tag
   */
  Optional<Found> findInOverlay(String name) throws UserException {
    Optional<YamlEntry> entry = entryOf(name);
    boolean silent =
        entry.isPresent()
            && (entry.get().value() instanceof YamlScalar scalar
                ? scalar.isNull()
                : entry.get().value() instanceof YamlMapping fields
                    && document.effective(fields, "tag").isEmpty());
    return silent ? Optional.empty() : find(name);
  }

  /** Finds an image; empty when the mapping does not have it. */
  Optional<Found> find(String name) throws UserException {
    Optional<YamlEntry> entry = entryOf(name);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    YamlMapping fields = fieldsOf(entry.get(), name);
    return Optional.of(
        new Found(entry.get().key(), tagOf(entry.get().keyNode(), fields, name), fields));
  }

  /** Finds the whole entry of an image, whatever it holds. */
  Optional<YamlEntry> entryOf(String name) throws UserException {
    Optional<YamlEntry> entry = document.find(mapping, name);
    return entry.isPresent() ? entry : findByImage(name);
  }

  /** Every name by which an entry can be found. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(index().keySet());
    for (YamlEntry entry : mapping.entries()) {
      if (entry.value() instanceof YamlMapping) {
        names.add(entry.key());
      }
    }
    return names;
  }

  /** The names of the images, each with the key of its first entry. */
  Map<String, String> keysByImage() {
    Map<String, String> keys = new TreeMap<>();
    index().forEach((name, entries) -> keys.put(name, entries.get(0).key()));
    return keys;
  }

  YamlMapping mapping() {
    return mapping;
  }

  /** The tag as Helm reads it, where an entry has one. */
  Optional<String> tag(YamlEntry entry) {
    return entry.value() instanceof YamlMapping fields ? text(fields, "tag") : Optional.empty();
  }

  private Optional<YamlEntry> findByImage(String name) throws UserException {
    List<YamlEntry> found = index().getOrDefault(name, List.of());
    if (found.size() > 1) {
      throw document.refusal(
          found.get(1).keyNode(),
          String.format(
              "image '%s' is named by two entries, '%s' and '%s'",
              name, found.get(0).key(), found.get(1).key()),
          "keep one of them, or give the one that is meant the key '" + name + "'");
    }
    if (found.isEmpty()) {
      // What only a merge key brings is found too, and refused.
      found = document.merged(mapping).stream().filter(entry -> isOf(entry, name)).toList();
    }
    return found.isEmpty() ? Optional.empty() : document.find(mapping, found.get(0).key());
  }

  private Map<String, List<YamlEntry>> index() {
    Map<String, List<YamlEntry>> known = byImage;
    if (known == null) {
      known = new HashMap<>();
      for (YamlEntry entry : mapping.entries()) {
        Optional<String> name = imageOf(entry);
        if (name.isPresent()) {
          known.computeIfAbsent(name.get(), k -> new ArrayList<>(1)).add(entry);
        }
      }
      byImage = known;
    }
    return known;
  }

  private boolean isOf(YamlEntry entry, String image) {
    return imageOf(entry).filter(image::equals).isPresent();
  }

  private Optional<String> imageOf(YamlEntry entry) {
    return entry.value().resolved() instanceof YamlMapping fields && !entry.key().equals("<<")
        ? imageOf(fields)
        : Optional.empty();
  }

  private Optional<String> imageOf(YamlMapping fields) {
    return text(fields, "name")
        .or(
            () ->
                text(fields, "repository")
                    .map(repository -> repository.substring(repository.lastIndexOf('/') + 1)));
  }

  private Optional<String> text(YamlMapping fields, String key) {
    return document
        .effective(fields, key)
        .filter(node -> node instanceof YamlScalar)
        .map(node -> ((YamlScalar) node).value());
  }

  /** The digest that an entry has, as Helm reads it; empty where it has none, or an empty one. */
  Optional<String> digest(Found found) {
    return text(found.fields(), "digest").filter(digest -> !digest.isEmpty());
  }

  /**
   * The place of the digest in an entry, be it empty.
   *
   * @throws UserException when it cannot be edited safely
   */
  Optional<YamlScalar> digestPlace(Found found) throws UserException {
    Optional<YamlEntry> digest = document.find(found.fields(), "digest");
    if (digest.isPresent() && !(digest.get().value() instanceof YamlScalar)) {
      throw document.refusal(
          digest.get().value(),
          "the digest is " + digest.get().value().kind() + ", not a single value",
          "write the digest itself there");
    }
    return digest.map(entry -> (YamlScalar) entry.value());
  }

  private YamlMapping fieldsOf(YamlEntry entry, String name) throws UserException {
    if (entry.value() instanceof YamlMapping fields) {
      return fields;
    }
    throw document.refusal(
        entry.value(),
        whole(name) + " is " + entry.value().kind() + ", not a mapping",
        "write it out as a mapping with name and tag");
  }

  private YamlScalar tagOf(YamlNode key, YamlMapping fields, String name) throws UserException {
    YamlEntry tag =
        document
            .find(fields, "tag")
            .orElseThrow(
                () ->
                    document.refusal(key, whole(name) + " has no tag", "add a line 'tag:' to it"));
    if (!(tag.value() instanceof YamlScalar scalar)) {
      throw document.refusal(
          tag.value(),
          "the tag of image '" + name + "' is " + tag.value().kind() + ", not a single value",
          "write the tag itself there");
    }
    return scalar;
  }

  private static String whole(String name) {
    return "the entry of image '" + name + "'";
  }
}
