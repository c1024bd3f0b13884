package chartbot.lifecycle;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one run asks of every target.
 *
 * @param images at most one per name
 * @param group {@code --group}; empty: derived from the images' names
 * @param dryRun show what would be pushed, push nothing
 * @param allowDowngrade an older tag than the branch or the open change has is wanted
 * @param force a patch set that a person uploaded may be replaced
 * @param withoutJob names of images that are to have no Job, where not all are
 * @param hold why the images are rolled back, and held at their tags; one without a tag goes back
 *     to the tag that the branch had before
 * @param renames old name to new name of images that only get another name; both are among the
 *     images, the new one without a tag where it keeps that of the old one
 * @param release whether holds of the images end before
 */
public record UpdateRequest(
    List<Image> images,
    Optional<String> group,
    IfMissing ifMissing,
    boolean withJob,
    boolean overwriteTemplate,
    boolean dryRun,
    boolean allowDowngrade,
    boolean force,
    Set<String> withoutJob,
    Optional<String> hold,
    Map<String, String> renames,
    boolean release) {

  public UpdateRequest {
    images = List.copyOf(images);
    withoutJob = Set.copyOf(withoutJob);
    renames = Map.copyOf(renames);
    if (images.isEmpty()) {
      throw new IllegalArgumentException("at least one image");
    }
    group
        .flatMap(UpdateRequest::validateGroup)
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException("the group's name " + wrong);
            });
  }

  /** A request for images that are all to have a Job, or all none. */
  public UpdateRequest(
      List<Image> images,
      Optional<String> group,
      IfMissing ifMissing,
      boolean withJob,
      boolean overwriteTemplate,
      boolean dryRun,
      boolean allowDowngrade,
      boolean force) {
    this(
        images,
        group,
        ifMissing,
        withJob,
        overwriteTemplate,
        dryRun,
        allowDowngrade,
        force,
        Set.of(),
        Optional.empty(),
        Map.of(),
        false);
  }

  /** The same as a rollback, for a reason. */
  public UpdateRequest holding(String reason) {
    return with(images, group, true, Optional.of(reason), renames, false);
  }

  /** The same as a new name for an image. */
  public UpdateRequest renaming(String from, String to) {
    return with(images, group, allowDowngrade, hold, Map.of(from, to), release);
  }

  /** The same after the images' holds end. */
  public UpdateRequest releasing() {
    return with(images, group, allowDowngrade, hold, renames, true);
  }

  private UpdateRequest with(
      List<Image> some,
      Optional<String> itsGroup,
      boolean downgrade,
      Optional<String> reason,
      Map<String, String> names,
      boolean releases) {
    return new UpdateRequest(
        some,
        itsGroup,
        ifMissing,
        withJob,
        overwriteTemplate,
        dryRun,
        downgrade,
        force,
        withoutJob,
        reason,
        names,
        releases);
  }

  /** The names of the images. */
  public Set<String> names() {
    return images.stream().map(Image::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of the images about which a person decides with the run, whatever holds them. */
  public Set<String> decides() {
    Set<String> decides = names();
    if (hold.isEmpty() && !release) {
      images.stream()
          .filter(image -> !image.isGone())
          .forEach(image -> decides.remove(image.name()));
    }
    return decides;
  }

  /** The same about some of the images, or about other tags of them. */
  public UpdateRequest about(List<Image> some) {
    return about(some, group);
  }

  private UpdateRequest about(List<Image> some, Optional<String> itsGroup) {
    return with(some, itsGroup, allowDowngrade, hold, renames, release);
  }

  /**
   * One request for each change: where the group is a pattern, one for the images whose names match
   * it and one for the others.
   */
  public List<UpdateRequest> byGroup() {
    if (group.filter(Group::isPattern).isEmpty()) {
      return List.of(this);
    }
    Map<Boolean, List<Image>> matching =
        images.stream()
            .collect(Collectors.partitioningBy(i -> Group.matches(group.orElseThrow(), i.name())));
    List<UpdateRequest> requests = new ArrayList<>();
    matching.forEach(
        (isMember, some) -> {
          if (!some.isEmpty()) {
            requests.add(about(some, isMember ? group : Optional.empty()));
          }
        });
    return requests;
  }

  boolean asksWithoutJob(String image) {
    return !withJob || withoutJob.contains(image);
  }

  /**
   * What is wrong with a group's name, in words that follow its quotation; empty where nothing is.
   * It becomes a footer, and has to come out of it as it went in.
   */
  public static Optional<String> validateGroup(String name) {
    if (name.isBlank()) {
      return Optional.of("is blank");
    }
    if (!PrintableText.isLine(name)) {
      return Optional.of("holds a line break or another control character");
    }
    return name.equals(name.strip())
        ? Optional.empty()
        : Optional.of("begins or ends with a blank");
  }

  /** The images as a person writes them. */
  public String text() {
    return images.stream().map(Image::toString).collect(Collectors.joining(", "));
  }
}
