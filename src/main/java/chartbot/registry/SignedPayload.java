package chartbot.registry;

import chartbot.image.Digest;
import com.google.gson.annotations.SerializedName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cosign signature is about. See
 * https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md#simple-signing.
 */
record SignedPayload(@Nullable Critical critical) {

  record Critical(@Nullable Image image) {}

  record Image(@SerializedName("docker-manifest-digest") @Nullable String digest) {}

  Optional<Digest> subject() {
    if (critical == null || critical.image() == null || critical.image().digest() == null) {
      return Optional.empty();
    }
    return Digest.parse(critical.image().digest());
  }
}
