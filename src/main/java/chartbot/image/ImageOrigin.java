package chartbot.image;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an image comes from, as far as its labels say so. Whoever builds an image writes them: what
 * is not of the expected form is dropped, so that nothing of it can be but an address, a commit or
 * a time. See https://github.com/opencontainers/image-spec/blob/v1.1.0/annotations.md.
 *
 * @param source address of the repository, without credentials and without {@code .git}
 * @param revision the commit's hash
 * @param url the build or the page of the image
 */
public record ImageOrigin(
    Optional<String> source,
    Optional<String> revision,
    Optional<Instant> created,
    Optional<String> url) {

  /** Nothing is known of the image. */
  public static final ImageOrigin UNKNOWN =
      new ImageOrigin(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final String PREFIX = "org.opencontainers.image.";
  private static final Pattern REVISION = Pattern.compile("[0-9a-f]{7,64}");
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:\\d{1,5})?(/[A-Za-z0-9._~%/+=&?#-]{0,300})?");

  private static final Pattern REPOSITORY =
      Pattern.compile(
          ADDRESS + "|ssh://[A-Za-z0-9.-]{1,253}(:\\d{1,5})?(/[A-Za-z0-9._~%/+-]{1,300})");

  /** What the labels of an image say. */
  public static ImageOrigin of(ImageDetails details) {
    Map<String, String> labels = details.labels();
    return new ImageOrigin(
        repository(labels.get(PREFIX + "source")),
        revision(labels.get(PREFIX + "revision")),
        details.created(),
        address(labels.get(PREFIX + "url")));
  }

  /** A repository's address without {@code .git}; empty where the text is none. */
  static Optional<String> repository(@Nullable String text) {
    return of(text, REPOSITORY).map(address -> address.replaceFirst("(\\.git)?/*$", ""));
  }

  /** A page's address; empty where the text is none. */
  static Optional<String> address(@Nullable String text) {
    return of(text, ADDRESS);
  }

  /** A commit's hash; empty where the text is none. */
  static Optional<String> revision(@Nullable String text) {
    return of(text, REVISION);
  }

  private static Optional<String> of(@Nullable String text, Pattern form) {
    return Optional.ofNullable(text).map(String::strip).filter(t -> form.matcher(t).matches());
  }
}
