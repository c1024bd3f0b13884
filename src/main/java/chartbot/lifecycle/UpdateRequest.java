package chartbot.lifecycle;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    Set<String> withoutJob) {

  public UpdateRequest {
    images = List.copyOf(images);
    withoutJob = Set.copyOf(withoutJob);
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
        Set.of());
  }

  /** The same about some of the images. */
  public UpdateRequest about(List<Image> some) {
    return about(some, group);
  }

  private UpdateRequest about(List<Image> some, Optional<String> itsGroup) {
    return new UpdateRequest(
        some,
        itsGroup,
        ifMissing,
        withJob,
        overwriteTemplate,
        dryRun,
        allowDowngrade,
        force,
        withoutJob);
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
