package chartbot.image;

import chartbot.error.EnvironmentException;
import java.util.List;
import java.util.Optional;

/**
 * Where images are pulled from; safe for use by several threads.
 *
 * <p>Every method throws {@link EnvironmentException} when the registry cannot be reached, refuses
 * the credentials or breaks the protocol or a bound.
 */
public interface ImageRegistry {

  /** Checks that there is a registry and that it accepts the credentials. */
  void ping() throws EnvironmentException;

  /** Every tag of an image, in the registry's order; empty where there is no such image. */
  List<String> tags(String name) throws EnvironmentException;

  /** The digest of what a tag refers to; empty where the tag cannot be pulled. */
  Optional<Digest> digest(String name, String tag) throws EnvironmentException;

  /**
   * What an image says of itself; of a multi-platform image, its Linux image for amd64 or else its
   * first. Empty where there is no such manifest.
   */
  Optional<ImageDetails> details(String name, Digest digest) throws EnvironmentException;

  /** The cosign signatures that are stored with an image. */
  List<ImageSignature> signatures(String name, Digest digest) throws EnvironmentException;

  /** The reference that a person pulls, without the tag, e.g. {@code host/proj-enm/name}. */
  String reference(String name);
}
