package chartbot.chart;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.error.DidYouMean;
import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Brings images and their Job sections into a chart's values files. */
final class ValuesEditor {

  private static final Pattern OVERLAY = Pattern.compile("values[A-Za-z0-9._-]*\\.ya?ml");

  private final ChartFiles chart;
  private final EditRequest request;
  private final List<ValuesFile> files = new ArrayList<>();
  private final List<ImageChange> changes = new ArrayList<>();
  private final List<JobImage> jobs = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private ValuesEditor(ChartFiles chart, EditRequest request) {
    this.chart = chart;
    this.request = request;
  }

  /**
   * Works out the edit of all values files.
   *
   * @throws UserException when one of them cannot be edited safely
   */
  static ValuesEdit edit(ChartFiles chart, EditRequest request) throws UserException {
    return new ValuesEditor(chart, request).edit();
  }

  private ValuesEdit edit() throws UserException {
    List<String> imagesPath = request.rules().keys();
    for (String path : request.rules().valuesFiles()) {
      files.add(ValuesFile.read(chart, path, imagesPath));
    }
    for (Image image : request.images()) {
      if (!bump(image)) {
        addOrSay(image);
      }
    }
    List<FileEdit> edits = new ArrayList<>();
    for (ValuesFile file : files) {
      file.edit().ifPresent(edits::add);
    }
    if (!edits.isEmpty()) {
      noteOtherOverlays();
    }
    return new ValuesEdit(edits, changes, jobs, imageNames(), notes);
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

  private Set<String> imageNames() {
    Set<String> names = new TreeSet<>();
    files.forEach(file -> names.addAll(file.imageNames()));
    return names;
  }

  /** Sets the tag wherever the image occurs; false when it occurs nowhere. */
  private boolean bump(Image image) throws UserException {
    Optional<ValuesFile> home = Optional.empty();
    Optional<String> key = Optional.empty();
    Optional<String> from = Optional.empty();
    for (ValuesFile file : files) {
      Optional<ImageEntries.Found> found =
          file == files.get(0) ? file.find(image.name()) : file.findInOverlay(image.name());
      if (found.isPresent()) {
        String tag = tagIn(found.get(), image);
        file.bump(found.get().tag(), image.tag());
        pin(file, found.get(), image);
        if (home.isEmpty()) {
          home = Optional.of(file);
          key = Optional.of(found.get().key());
        }
        if (from.isEmpty() || from.get().equals(image.tag())) {
          from = Optional.of(tag);
        }
      }
    }
    if (home.isEmpty()) {
      return false;
    }
    changes.add(new ImageChange(image.name(), key.orElseThrow(), from, image.tag()));
    if (request.withJob(image) && request.rules().isModel(image.name())) {
      addJob(JobImage.of(image.name(), key.orElseThrow(), request.rules()), home.get());
    }
    return true;
  }

  /** A digest that stays would go on naming the image that it names now. */
  private void pin(ValuesFile file, ImageEntries.Found found, Image image) throws UserException {
    if (image.digest().isPresent()) {
      file.pin(found, image.digest().get());
    } else if (file.digest(found).isPresent() && !found.tag().prints(image.tag())) {
      notes.add(
          "%s: the entry of image '%s' keeps its digest; give %s@sha256:DIGEST to set both"
              .formatted(file.location(found), image.name(), image));
    }
  }

  /** The tag that a values file has for an image: none, where Helm reads it as something else. */
  private String tagIn(ImageEntries.Found found, Image image) {
    String tag = found.tag().text();
    if (!tag.equals(image.tag()) || found.tag().prints(tag)) {
      return tag;
    }
    notes.add(
        "image '%s': its tag %s has no quotes, so Helm does not read it as a text"
            .formatted(image.name(), tag));
    return "";
  }

  private void addOrSay(Image image) throws UserException {
    IfMissing ifMissing =
        request.proposed().contains(image.name()) ? IfMissing.ADD : request.ifMissing();
    switch (ifMissing) {
      case ADD -> add(image);
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
    return DidYouMean.hint(image.name(), imageNames());
  }

  private void add(Image image) throws UserException {
    files.get(0).addImage(image);
    changes.add(new ImageChange(image.name(), Optional.empty(), image.tag()));
    if (request.withJob(image)) {
      JobSection.refuseBadName(image.name());
      addJob(JobImage.of(image.name(), image.name(), request.rules()), files.get(0));
    }
  }

  /** The Job section goes to the first values file, unless that one or the image's own has it. */
  private void addJob(JobImage image, ValuesFile home) {
    jobs.add(image);
    String section = JobSection.nameOf(image.name());
    if (!home.hasSection(section) && !files.get(0).hasSection(section)) {
      files.get(0).addSection(JobSection.of(image.name(), request.jobs().of(image.name())));
    }
  }
}
