package chartbot.chart;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a chart should hold after an update.
 *
 * @param images at most one per name; those that are to go among them
 * @param rules where the images are
 * @param jobs how Jobs are written
 * @param ifMissing what to do about an image that the chart does not have
 * @param withJob false: neither Job section nor Job template is written
 * @param overwriteTemplate true: a template that a person has edited is replaced, or goes, too
 * @param version which part of the chart's version goes up where the chart changes
 * @param proposed names of images that are added whatever {@code ifMissing} says: an open change
 *     adds them already
 * @param renames old name to new name of images that only get another name; the old one is among
 *     the images that go, the new one among the others
 * @param withoutJob names of images of which neither is written although {@code withJob} says so
 */
public record EditRequest(
    List<Image> images,
    ImageRules rules,
    Jobs jobs,
    IfMissing ifMissing,
    boolean withJob,
    boolean overwriteTemplate,
    VersionBump version,
    Set<String> proposed,
    Set<String> withoutJob,
    Map<String, String> renames) {

  /** What to do about an image that the chart does not have. */
  public enum IfMissing {
    /** Added, unless the chart seems to have it in another shape or place: the default. */
    ADD_IF_NEW,
    /** Added all the same. */
    ADD,
    SKIP,
    FAIL;

    /** As the command line spells it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what is missing is added. */
    public boolean adds() {
      return this == ADD || this == ADD_IF_NEW;
    }
  }

  public EditRequest {
    images = List.copyOf(images);
    proposed = Set.copyOf(proposed);
    withoutJob = Set.copyOf(withoutJob);
    renames = Map.copyOf(renames);
  }

  /** The names of the images that are to go. */
  List<String> gone() {
    return images.stream()
        .filter(Image::isGone)
        .map(Image::name)
        .filter(name -> !renames.containsKey(name))
        .toList();
  }

  /** The images that get another name, by the old one. */
  Map<String, Image> renamed() {
    Map<String, Image> renamed = new TreeMap<>();
    renames.forEach(
        (from, to) ->
            images.stream()
                .filter(image -> image.name().equals(to))
                .forEach(image -> renamed.put(from, image)));
    return renamed;
  }

  /** The same for the images that stay, and keep their names. */
  EditRequest staying() {
    return new EditRequest(
        images.stream()
            .filter(image -> !image.isGone() && !renames.containsValue(image.name()))
            .toList(),
        rules,
        jobs,
        ifMissing,
        withJob,
        overwriteTemplate,
        version,
        proposed,
        withoutJob,
        Map.of());
  }

  boolean withJob(Image image) {
    return withJob && !withoutJob.contains(image.name());
  }

  /** A request that knows of no open change. */
  public EditRequest(
      List<Image> images,
      ImageRules rules,
      Jobs jobs,
      IfMissing ifMissing,
      boolean withJob,
      boolean overwriteTemplate,
      VersionBump version) {
    this(
        images,
        rules,
        jobs,
        ifMissing,
        withJob,
        overwriteTemplate,
        version,
        Set.of(),
        Set.of(),
        Map.of());
  }

  /** A request that leaves the chart's version alone too. */
  public EditRequest(
      List<Image> images,
      ImageRules rules,
      Jobs jobs,
      IfMissing ifMissing,
      boolean withJob,
      boolean overwriteTemplate) {
    this(images, rules, jobs, ifMissing, withJob, overwriteTemplate, VersionBump.NONE);
  }
}
