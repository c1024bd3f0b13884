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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
  private final Set<YamlNode> gone = new HashSet<>(); // what no longer holds an old name
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

  /** The chart's values files, in the order of the configuration. */
  static List<ValuesFile> all(ChartFiles chart, ImageRules rules) throws UserException {
    List<ValuesFile> files = new ArrayList<>();
    for (String path : rules.valuesFiles()) {
      files.add(read(chart, path, rules.keys()));
    }
    return files;
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

  /** Sets the digest of an entry that has one; does nothing to one that has none, and says so. */
  boolean pin(ImageEntries.Found found, String digest) throws UserException {
    Optional<YamlScalar> place =
        entries.isEmpty() ? Optional.empty() : entries.get().digestPlace(found);
    if (place.isPresent()) {
      bump(place.get(), digest);
    }
    return place.isPresent();
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

  /** Removes an image's entry; empty where the file has none. */
  Optional<ImageChange> removeImage(String image, YamlEditor.Above above) throws UserException {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Optional<YamlEntry> entry = entries.get().entryOf(image);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    remove(entries.get().mapping(), entry.get(), above);
    Optional<String> tag = entries.get().tag(entry.get());
    return Optional.of(new ImageChange(image, entry.get().key(), tag, ""));
  }

  /** Removes a top-level section; false where the file has none. */
  boolean removeSection(String name, YamlEditor.Above above) throws UserException {
    if (!(document.root() instanceof YamlMapping top)) {
      return false;
    }
    Optional<YamlEntry> section = document.find(top, name);
    if (section.isPresent()) {
      remove(top, section.get(), above);
    }
    return section.isPresent();
  }

  private void remove(YamlMapping mapping, YamlEntry entry, YamlEditor.Above above)
      throws UserException {
    editor.remove(mapping, entry, above);
    gone.addAll(List.of(entry.keyNode(), entry.value()));
    changed = true;
  }

  /** Gives an image's entry and its Job section another name, where they have that name. */
  Optional<ImageChange> rename(String from, Image to) throws UserException {
    if (document.root() instanceof YamlMapping top) {
      Optional<YamlEntry> section = document.find(top, JobSection.nameOf(from));
      if (section.isPresent()) {
        renameEntry(section.get(), JobSection.nameOf(from), JobSection.nameOf(to.name()));
        renameField(section.get(), from, to.name());
      }
    }
    Optional<YamlEntry> entry = entries.isEmpty() ? Optional.empty() : entries.get().entryOf(from);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    if (find(to.name()).isPresent()) {
      throw document.refusal(
          entry.get().keyNode(),
          "the chart has the image '" + to.name() + "' already",
          "retire '" + from + "' instead");
    }
    YamlEntry renamed = entry.get();
    Optional<String> tag = entries.flatMap(all -> all.tag(renamed));
    boolean named = renameField(entry.get(), from, to.name());
    Optional<ImageEntries.Found> found = findInOverlay(from);
    if (found.isPresent()) {
      bump(found.get().tag(), to.tag());
    }
    boolean keyed = renameEntry(entry.get(), from, to.name());
    if (!named && !keyed) {
      throw document.refusal(
          entry.get().keyNode(),
          "neither the key nor a 'name' of this entry is '" + from + "'",
          "rename it by hand");
    }
    return Optional.of(
        new ImageChange(to.name(), keyed ? to.name() : entry.get().key(), tag, to.tag()));
  }

  private boolean renameEntry(YamlEntry entry, String from, String to) throws UserException {
    if (!entry.key().equals(from)) {
      return false;
    }
    if (!(entry.keyNode() instanceof YamlScalar key)) {
      throw document.refusal(
          entry.keyNode(), "the key '" + from + "' is an alias", "write the key out");
    }
    editor.replace(key, to);
    gone.add(key);
    changed = true;
    return true;
  }

  private boolean renameField(YamlEntry entry, String from, String to) throws UserException {
    Optional<YamlEntry> name =
        entry.value() instanceof YamlMapping fields
            ? document.find(fields, "name")
            : Optional.empty();
    boolean named =
        name.isPresent()
            && name.get().value() instanceof YamlScalar scalar
            && scalar.text().equals(from);
    if (named) {
      editor.replace((YamlScalar) name.orElseThrow().value(), to);
      gone.add(name.orElseThrow().value());
      changed = true;
    }
    return named;
  }

  /**
   * Refuses to take an image, or its name, away from what else in the file names it.
   *
   * @throws UserException naming the place
   */
  void refuseOtherUses(String image) throws UserException {
    Pattern word = ImageUses.word(image);
    Deque<YamlNode> open = new ArrayDeque<>(List.of(document.root()));
    while (!open.isEmpty()) {
      YamlNode node = open.pop();
      if (node instanceof YamlScalar scalar && word.matcher(scalar.value()).find()) {
        throw ImageUses.refusal(image, document.location(node));
      }
      node.children().stream().filter(child -> !gone.contains(child)).forEach(open::push);
    }
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
    SopsSignature.refuse(document);
    byte[] after = editor.apply();
    refuseLarge(path, after.length);
    return Optional.of(new FileEdit(path, Optional.of(before), after));
  }

  /** A failure that is about the images as a whole. */
  UserException refusal(String reason, String hint) {
    return document.refusal(images.node(), reason, hint);
  }
}
