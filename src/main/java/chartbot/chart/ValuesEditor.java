package chartbot.chart;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.error.DidYouMean;
import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Brings images and their Job sections into a chart's values files. */
final class ValuesEditor {

  private static final Pattern OVERLAY = Pattern.compile("values[A-Za-z0-9._-]*\\.ya?ml");
  private static final int SHORTEST_MISSPELT = 5;

  private final ChartFiles chart;
  private final EditRequest request;
  private final List<ValuesFile> files;
  private final List<ImageChange> changes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private ValuesEditor(ChartFiles chart, EditRequest request) throws UserException {
    this.chart = chart;
    this.request = request;
    this.files = ValuesFile.all(chart, request.rules());
  }

  /**
   * Sets the tag of every image, and adds those that the chart does not have.
   *
   * @throws UserException when a values file cannot be edited safely, or an image is not to be
   *     added
   */
  static ValuesEditor edit(ChartFiles chart, EditRequest request, Markers markers)
      throws UserException {
    ValuesEditor editor = new ValuesEditor(chart, request);
    for (Image image : request.images()) {
      if (!editor.bump(image)) {
        editor.addOrSay(image, markers);
      }
    }
    return editor;
  }

  /**
   * The values files with the entries of images, whatever the images are.
   *
   * @param withSection names of those that get a Job section
   */
  static List<FileEdit> entries(
      ChartFiles chart,
      ImageRules rules,
      Jobs jobs,
      List<Image> images,
      Collection<String> withSection)
      throws UserException {
    ValuesEditor editor =
        new ValuesEditor(chart, new EditRequest(images, rules, jobs, IfMissing.ADD, false, false));
    for (Image image : images) {
      if (!editor.bump(image)) {
        editor.files.get(0).addImage(image);
      }
      if (withSection.contains(image.name())) {
        editor.addSection(image.name());
      }
    }
    return editor.edits();
  }

  /** What happens to each image that the chart has or gains, in the order asked. */
  List<ImageChange> changes() {
    return changes;
  }

  List<String> notes() {
    return notes;
  }

  /** The values files that change, in the order of the configuration. */
  List<FileEdit> edits() throws UserException {
    List<FileEdit> edits = new ArrayList<>();
    for (ValuesFile file : files) {
      file.edit().ifPresent(edits::add);
    }
    if (!edits.isEmpty()) {
      noteOtherOverlays();
    }
    return edits;
  }

  /** Values files of the chart that nobody configured, and that give an image another tag. */
  private void noteOtherOverlays() {
    for (String path : chart.paths("")) {
      if (OVERLAY.matcher(path).matches() && !request.rules().valuesFiles().contains(path)) {
        try {
          ValuesFile overlay = ValuesFile.read(chart, path, request.rules().keys());
          for (Image image : request.images()) {
            overlay
                .findInOverlay(image.name())
                .filter(found -> !found.tag().prints(image.tag()))
                .ifPresent(
                    found ->
                        notes.add(
                            ("%s: overrides the tag of image '%s'; name %s in images.values-files"
                                    + " to update it there too")
                                .formatted(overlay.location(found), image.name(), path)));
          }
        } catch (UserException notForUs) {
          // What is wrong with a file that the update does not touch is not the update's business.
        }
      }
    }
  }

  /** Adds the Job section to the first values file, unless one of the files has it. */
  void addSection(String image) {
    String section = JobSection.nameOf(image);
    if (files.stream().noneMatch(file -> file.hasSection(section))) {
      files.get(0).addSection(JobSection.of(image, request.jobs().of(image)));
    }
  }

  /** Sets the tag wherever the image occurs; false when it occurs nowhere. */
  private boolean bump(Image image) throws UserException {
    Optional<String> key = Optional.empty();
    Optional<String> from = Optional.empty();
    boolean pinned = false;
    for (ValuesFile file : files) {
      Optional<ImageEntries.Found> found =
          file == files.get(0) ? file.find(image.name()) : file.findInOverlay(image.name());
      if (found.isPresent()) {
        String tag = tagIn(found.get(), image);
        file.bump(found.get().tag(), image.tag());
        pinned |= pin(file, found.get(), image);
        key = key.isPresent() ? key : Optional.of(found.get().key());
        if (from.isEmpty() || from.get().equals(image.tag())) {
          from = Optional.of(tag);
        }
      }
    }
    if (key.isEmpty()) {
      return false;
    }
    Optional<String> digest = pinned ? image.digest() : Optional.empty();
    changes.add(new ImageChange(image.name(), key.get(), from, image.tag(), digest));
    return true;
  }

  /** A digest that stays would go on naming the image that it names now. */
  private boolean pin(ValuesFile file, ImageEntries.Found found, Image image) throws UserException {
    if (image.digest().isPresent()) {
      return file.pin(found, image.digest().get());
    }
    if (file.digest(found).isPresent() && !found.tag().prints(image.tag())) {
      notes.add(
          "%s: the entry of image '%s' keeps its digest; give %s@sha256:DIGEST to set both"
              .formatted(file.location(found), image.name(), image));
    }
    return false;
  }

  /** The tag that a values file has for an image: none, where Helm reads it as something else. */
  private String tagIn(ImageEntries.Found found, Image image) {
    String tag = found.tag().text();
    if (!tag.equals(image.tag()) || found.tag().prints(tag)) {
      return tag;
    }
    notes.add(
        "image '%s': its tag %s has no quotes, so Helm does not read it as a string"
            .formatted(image.name(), tag));
    return "";
  }

  private void addOrSay(Image image, Markers markers) throws UserException {
    IfMissing ifMissing =
        request.proposed().contains(image.name()) ? IfMissing.ADD : request.ifMissing();
    switch (ifMissing) {
      case ADD, ADD_IF_NEW -> add(image, markers, ifMissing == IfMissing.ADD_IF_NEW);
      case SKIP ->
          notes.add("image '" + image.name() + "' is not in the chart: skipped" + nearest(image));
      case FAIL ->
          throw files
              .get(0)
              .refusal(
                  "the chart has no image '" + image.name() + "'" + nearest(image),
                  "check the name, or run with --if-missing add");
    }
  }

  private String nearest(Image image) {
    return DidYouMean.hint(image.name(), names());
  }

  /** The names of all images that the files have. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    files.forEach(file -> names.addAll(file.imageNames()));
    return names;
  }

  private void add(Image image, Markers markers, boolean onlyIfNew) throws UserException {
    boolean isModel = request.rules().isModel(image.name());
    if (!isModel && request.withJob(image) && !request.proposed().contains(image.name())) {
      throw files
          .get(0)
          .refusal(
              "the chart has no image '"
                  + image.name()
                  + "', and it is no model image"
                  + nearest(image),
              "check the name, or run with --no-job to add the entry alone");
    }
    if (onlyIfNew) {
      MisplacedImages elsewhere = new MisplacedImages(chart, request.rules());
      elsewhere.refuseInValues(image.name());
      elsewhere.refuseInManifests(
          image.name(), markers.deployed().orElse(List.of()), markers.marker(image));
    }
    if (isModel) {
      noteNearName(image);
    }
    files.get(0).addImage(image);
    changes.add(new ImageChange(image.name(), Optional.empty(), image.tag()));
  }

  /** All model images begin alike: what follows shows whether a name is misspelt. */
  private void noteNearName(Image image) {
    String service = request.rules().service(image.name());
    Set<String> services = new TreeSet<>();
    for (String name : names()) {
      if (request.rules().isModel(name)) {
        services.add(request.rules().service(name));
      }
    }
    if (service.length() >= SHORTEST_MISSPELT) {
      DidYouMean.to(service, services)
          .ifPresent(
              near ->
                  notes.add(
                      "image '%s' is new to the chart, which has '%s%s': check the name"
                          .formatted(image.name(), request.rules().prefix(), near)));
    }
  }
}
