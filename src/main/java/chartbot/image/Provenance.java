package chartbot.image;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What lies between the image on the branch and the one that is proposed.
 *
 * @param changes what has changed, a line each: of the build's changelog, and the commits' subjects
 */
public record Provenance(ImageOrigin from, ImageOrigin to, List<String> changes) {

  /** Nothing is known of either. */
  public static final Provenance UNKNOWN =
      new Provenance(ImageOrigin.UNKNOWN, ImageOrigin.UNKNOWN, List.of());

  private static final int SHORT = 12;

  public Provenance {
    changes = List.copyOf(changes);
  }

  /** The subjects of the commits between two images of one repository. */
  @FunctionalInterface
  public interface Subjects {
    List<String> between(ImageOrigin from, ImageOrigin to);
  }

  /**
   * What labels and the new image's build say, and the commits where both name one.
   *
   * @param build what the new image's build has said
   */
  public static Provenance between(
      ImageOrigin from, ImageOrigin labels, Optional<BuildFacts> build, Subjects subjects) {
    ImageOrigin to = build.map(facts -> facts.over(labels)).orElse(labels);
    Provenance bare = new Provenance(from, to, List.of());
    Set<String> changes = new LinkedHashSet<>(build.map(BuildFacts::changelog).orElse(List.of()));
    boolean isRange =
        bare.sameSource()
            && to.source().isPresent()
            && from.revision().isPresent()
            && to.revision().isPresent()
            && !from.revision().equals(to.revision());
    if (isRange) {
      changes.addAll(subjects.between(from, to));
    }
    return new Provenance(from, to, changes.stream().limit(BuildFacts.MOST_LINES).toList());
  }

  /** Whether nothing at all is known. */
  public boolean isUnknown() {
    return text().isEmpty() && changes.isEmpty();
  }

  /** {@code FROM..TO}, shortened; the new commit alone where the old one is not known. */
  public Optional<String> range() {
    if (from.revision().isPresent() && !sameSource()) {
      return to.revision().map(Provenance::shortened); // the repository has moved
    }
    return to.revision()
        .map(
            newest ->
                from.revision()
                        .filter(old -> !old.equals(newest))
                        .map(old -> shortened(old) + "..")
                        .orElse("")
                    + shortened(newest));
  }

  /** Where the commits can be read in a browser. */
  public Optional<String> link() {
    Optional<String> source = to.source().filter(address -> address.startsWith("http"));
    if (source.isEmpty() || to.revision().isEmpty()) {
      return source;
    }
    String base = source.get();
    String last = to.revision().get();
    Optional<String> first = from.revision().filter(old -> sameSource() && !old.equals(last));
    if (base.matches("https://github\\.com/[^/]+/[^/]+")) {
      return Optional.of(base + first.map(f -> "/compare/" + f + "...").orElse("/commit/") + last);
    }
    if (base.matches("https?://[^/]*gitlab.*")) {
      return Optional.of(
          base + first.map(f -> "/-/compare/" + f + "...").orElse("/-/commit/") + last);
    }
    if (base.contains("/plugins/gitiles/")) {
      return Optional.of(base + first.map(f -> "/+log/" + f + "..").orElse("/+/") + last);
    }
    return source;
  }

  /** One line for people; empty where nothing is known. */
  public String text() {
    StringBuilder text = new StringBuilder();
    range().ifPresent(range -> text.append("commits ").append(range));
    link().ifPresent(link -> text.append(text.isEmpty() ? "" : " of ").append(link));
    to.url()
        .filter(url -> !to.source().equals(Optional.of(url)))
        .ifPresent(url -> text.append(text.isEmpty() ? "" : ", ").append("build ").append(url));
    return text.toString();
  }

  private boolean sameSource() {
    return from.source().equals(to.source());
  }

  private static String shortened(String revision) {
    return revision.substring(0, Math.min(SHORT, revision.length()));
  }
}
