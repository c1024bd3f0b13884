package chartbot.image;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration's {@code registry} section.
 *
 * @param url the registry, without {@code /v2} and without a slash at its end
 * @param repository the path before each image's name, without a slash at its ends; may be empty
 * @param check whether a tag must be there before it is proposed
 * @param tokenServer where the credentials may be sent in addition to {@code url}
 * @param verifyKey the public key that images must be signed with
 * @param follow images other than model images that are to follow the registry
 * @param sourceHosts whose Git repositories are read without credentials
 * @param waitForImage how long to wait for a tag that is not there yet
 */
public record RegistryRules(
    URI url,
    String repository,
    Check check,
    Optional<URI> tokenServer,
    Optional<SignatureKey> verifyKey,
    Set<String> follow,
    Set<String> sourceHosts,
    Duration waitForImage) {

  /** What is done about a tag that the registry does not have. */
  public enum Check {
    REQUIRED,
    OPTIONAL,
    OFF
  }

  public RegistryRules {
    follow = Set.copyOf(follow);
    sourceHosts = Set.copyOf(sourceHosts);
  }

  /** Whether anything is asked of the registry before a tag is proposed. */
  public boolean checks() {
    return check != Check.OFF || verifyKey.isPresent();
  }

  /** The same with another time to wait for a tag. */
  public RegistryRules waiting(Duration time) {
    return new RegistryRules(
        url, repository, check, tokenServer, verifyKey, follow, sourceHosts, time);
  }
}
