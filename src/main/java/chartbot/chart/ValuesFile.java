package chartbot.chart;

import chartbot.error.Location;
import chartbot.error.UserException;
import chartbot.yaml.NewEntry;
import chartbot.yaml.YamlDocument;
import chartbot.yaml.YamlEditor;
import chartbot.yaml.YamlEntry;
import chartbot.yaml.YamlMapping;
import chartbot.yaml.YamlNode;
import chartbot.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One values file and the changes that an update makes in it. */
final class ValuesFile {

  /** Helm loads no larger file, neither from a folder nor from an archive. */
  private static final int LARGEST = 5 * 1024 * 1024;

  private final String path;
  private final byte[] before;
  private final YamlDocument document;
  private final YamlEditor editor;
  private final ImagesPath images;
  private final Optional<ImageEntries> entries;
  private final List<NewEntry> addedImages = new ArrayList<>();
  private final List<NewEntry> addedSections = new ArrayList<>();
  private boolean changed;

  private ValuesFile(String path, byte[] before, YamlDocument document, ImagesPath images) {
    this.path = path;
    this.before = before;
    this.document = document;
    this.editor = new YamlEditor(document);
    this.images = images;
    this.entries = images.mapping().map(mapping -> new ImageEntries(document, mapping));
  }

  static ValuesFile read(ChartFiles chart, String path, List<String> imagesPath)
      throws UserException {
    byte[] bytes =
        chart
            .read(path)
            .orElseThrow(
                () ->
                    new UserException(
                        path + ": " + chart.whyAbsent(path),
                        "check the chart's folder and values-files in the configuration"));
    refuseLarge(path, bytes.length);
    YamlDocument document = YamlDocument.parse(path, bytes);
    if (!YamlEditor.isExtensible(document.root())) {
      throw document.refusal(
          document.root(),
          "the file is " + document.root().kind() + " at its top level, not a mapping",
          "a values file holds keys and values");
    }
    return new ValuesFile(path, bytes, document, ImagesPath.find(document, imagesPath));
  }

  private static void refuseLarge(String path, int length) throws UserException {
    if (length > LARGEST) {
      throw UserException.at(
          new Location(path, 1, 1),
          "the file has " + length + " bytes; Helm loads at most " + LARGEST,
          "move a part of it to another values file, or out of the chart");
    }
  }

  /** The image as the file has it now. */
  Optional<ImageEntries.Found> find(String image) throws UserException {
    return entries.isEmpty() ? Optional.empty() : entries.get().find(image);
  }

  /** The same in a file that overlays another one. */
  Optional<ImageEntries.Found> findInOverlay(String image) throws UserException {
    return entries.isEmpty() ? Optional.empty() : entries.get().findInOverlay(image);
  }

  String path() {
    return path;
  }

  /** Where an image's tag is. */
  Location location(ImageEntries.Found found) {
    return document.location(found.tag());
  }

  /** The digest that goes with an image's tag, which most have not. */
  Optional<String> digest(ImageEntries.Found found) {
    return entries.flatMap(all -> all.digest(found));
  }

  /** Sets the digest of an entry that has one; does nothing to one that has none. */
  void pin(ImageEntries.Found found, String digest) throws UserException {
    Optional<YamlScalar> place =
        entries.isEmpty() ? Optional.empty() : entries.get().digestPlace(found);
    if (place.isPresent()) {
      bump(place.get(), digest);
    }
  }

  /** The names of the images that the file has. */
  Set<String> imageNames() {
    return entries.map(ImageEntries::names).orElse(Set.of());
  }

  /** Sets a tag; leaves the file alone where it is set already. */
  void bump(YamlScalar tag, String to) throws UserException {
    if (!tag.prints(to)) {
      editor.replace(tag, to);
      changed = true;
    }
  }

  void addImage(Image image) {
    addedImages.add(
        NewEntry.of(
            image.name(), NewEntry.of("name", image.name()), NewEntry.of("tag", image.tag())));
  }

  /** The names of the images, each with the key of its entry. */
  Map<String, String> keysByImage() {
    return entries.map(ImageEntries::keysByImage).orElse(Map.of());
  }

  /** The keys of all children of the images' mapping, entries or not. */
  Set<String> imageKeys() {
    return entries.map(ImageEntries::keys).orElse(Set.of());
  }

  /** The keys of the top level. */
  List<String> sections() {
    return document.root() instanceof YamlMapping top
        ? top.entries().stream().map(YamlEntry::key).toList()
        : List.of();
  }

  /** Whether there is a top-level section of that name, whatever it holds. */
  boolean hasSection(String name) {
    return document.root() instanceof YamlMapping top && document.effective(top, name).isPresent();
  }

  void addSection(NewEntry section) {
    addedSections.add(section);
  }

  /** The file after all changes; empty when there are none. */
  Optional<FileEdit> edit() throws UserException {
    if (!addedImages.isEmpty()) {
      images.append(editor, addedImages);
    }
    for (NewEntry section : addedSections) {
      editor.append(document.root(), section);
    }
    if (!changed && addedImages.isEmpty() && addedSections.isEmpty()) {
      return Optional.empty();
    }
    refuseSigned();
    byte[] after = editor.apply();
    refuseLarge(path, after.length);
    return Optional.of(new FileEdit(path, Optional.of(before), after));
  }

  /** SOPS keeps a checksum of all values in the file, and decrypts none that was edited since. */
  private void refuseSigned() throws UserException {
    Optional<YamlNode> sops =
        document.root() instanceof YamlMapping top
            ? document.effective(top, "sops")
            : Optional.empty();
    if (sops.isPresent() && sops.get() instanceof YamlMapping fields) {
      Optional<YamlNode> mac = document.effective(fields, "mac");
      if (mac.isPresent()
          && mac.get() instanceof YamlScalar text
          && text.text().strip().startsWith("ENC[")) {
        throw document.refusal(
            mac.get(),
            "sops signs this file: after any other edit it cannot be decrypted",
            "edit it with 'sops', or keep the images in a values file that sops does not sign");
      }
    }
  }

  /** A failure that is about the images as a whole. */
  UserException refusal(String reason, String hint) {
    return document.refusal(images.node(), reason, hint);
  }
}
