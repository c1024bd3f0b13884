package chartbot.image;

import java.util.Optional;

/** What lies between the image on the branch and the one that is proposed. */
public record Provenance(ImageOrigin from, ImageOrigin to) {

  /** Nothing is known of either. */
  public static final Provenance UNKNOWN = new Provenance(ImageOrigin.UNKNOWN, ImageOrigin.UNKNOWN);

  private static final int SHORT = 12;

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
    Optional<String> source = to.source();
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
