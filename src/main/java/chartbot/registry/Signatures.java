package chartbot.registry;

import chartbot.error.EnvironmentException;
import chartbot.image.Digest;
import chartbot.image.ImageSignature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Finds cosign's signatures of an image. See
 * https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md#storage.
 */
final class Signatures {

  private static final int LONGEST_PAYLOAD = 64 << 10;
  private static final int MOST = 50;

  private final RegistryServer server;
  private final RegistryClient client;
  private final Manifests manifests;

  Signatures(RegistryServer server, RegistryClient client, Manifests manifests) {
    this.server = server;
    this.client = client;
    this.manifests = manifests;
  }

  /** Those of the tag {@code sha256-DIGEST.sig}, and those of the referrers. */
  List<ImageSignature> of(String name, Digest digest, Deadline deadline)
      throws EnvironmentException {
    String stem = digest.algorithm() + "-" + digest.hex();
    List<Manifest> carriers = new ArrayList<>();
    manifests.get(name, stem + ".sig", deadline).ifPresent(carriers::add);
    Optional<Manifest> referrers = referrers(name, digest, deadline);
    if (referrers.isEmpty()) {
      referrers = manifests.get(name, stem, deadline); // where a registry has no referrers API
    }
    if (referrers.isPresent()) {
      for (Digest referrer : referrers.get().signatureCarriers(MOST)) {
        manifests.get(name, referrer, deadline).ifPresent(carriers::add);
      }
    }
    List<ImageSignature> signatures = new ArrayList<>();
    for (Manifest carrier : carriers) {
      for (Manifest.Signed signed : carrier.signed()) {
        Optional<RegistryResponse> payload =
            manifests.blob(name, signed.payload(), LONGEST_PAYLOAD, deadline);
        if (payload.isPresent() && signatures.size() < MOST) {
          signatures.add(
              new ImageSignature(
                  payload.get().body(),
                  Manifests.read(payload.get(), SignedPayload.class).subject(),
                  Base64.getMimeDecoder().decode(signed.signature())));
        }
      }
    }
    return signatures;
  }

  private Optional<Manifest> referrers(String name, Digest digest, Deadline deadline)
      throws EnvironmentException {
    String path = server.repositoryOf(name) + "/referrers/" + digest;
    RegistryResponse answer =
        client.send(
            "GET", path, server.scope(name), Manifest.OCI_INDEX, Manifests.LONGEST, deadline);
    return answer.status() == 200
        ? Optional.of(Manifests.read(answer, Manifest.class))
        : Optional.empty();
  }
}
