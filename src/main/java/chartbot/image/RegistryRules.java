package chartbot.image;

import java.net.URI;
import java.util.Optional;

/**
 * The configuration's {@code registry} section.
 *
 * @param url the registry, without {@code /v2} and without a slash at its end
 * @param repository the path before each image's name, without a slash at its ends; may be empty
 * @param check whether a tag must be there before it is proposed
 * @param tokenServer where the credentials may be sent besides {@code url}
 * @param verifyKey the public key that images must be signed with
 */
public record RegistryRules(
    URI url,
    String repository,
    Check check,
    Optional<URI> tokenServer,
    Optional<SignatureKey> verifyKey) {

  /** What becomes of a tag that the registry does not have. */
  public enum Check {
    REQUIRED,
    OPTIONAL,
    OFF
  }
}
