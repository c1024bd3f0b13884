package chartbot.image;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** What the labels of an image say. */
  public static ImageOrigin of(ImageDetails details) {
    Map<String, String> labels = details.labels();
    return new ImageOrigin(
        label(labels, "source", ADDRESS).map(text -> text.replaceFirst("(\\.git)?/*$", "")),
        label(labels, "revision", REVISION),
        details.created(),
        label(labels, "url", ADDRESS));
  }

  private static Optional<String> label(Map<String, String> labels, String key, Pattern form) {
    return Optional.ofNullable(labels.get(PREFIX + key))
        .map(String::strip)
        .filter(text -> form.matcher(text).matches());
  }
}
