package chartbot.registry;

import chartbot.image.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image's manifest or index, of OCI or of Docker, as far as it is read here. See
 * https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md and image-index.md.
 */
record Manifest(
    @Nullable Descriptor config,
    @Nullable List<@Nullable Descriptor> layers,
    @Nullable List<@Nullable Descriptor> manifests,
    @Nullable Map<String, @Nullable String> annotations) {

  static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
  static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

  /** What a tag may be. */
  static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  /** See https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md. */
  private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";

  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String SIGNATURE_ARTIFACT =
      "application/vnd.dev.cosign.artifact.sig.v1+json";

  record Descriptor(
      @Nullable String mediaType,
      @Nullable String artifactType,
      @Nullable String digest,
      @Nullable Platform platform,
      @Nullable Map<String, @Nullable String> annotations) {

    Optional<Digest> parsed() {
      return digest == null ? Optional.empty() : Digest.parse(digest);
    }
  }

  record Platform(@Nullable String os, @Nullable String architecture) {}

  /** A payload and its signature in Base64. */
  record Signed(Digest payload, String signature) {}

  boolean isIndex() {
    return manifests != null && !manifests.isEmpty();
  }

  Map<String, String> annotationTexts() {
    return ImageConfig.present(annotations);
  }

  Optional<Digest> configDigest() {
    return config == null ? Optional.empty() : config.parsed();
  }

  /** The image for Linux on amd64, else the first that names a platform, else the first. */
  Optional<Digest> preferredPlatform() {
    Optional<Descriptor> chosen = Optional.empty();
    for (Descriptor each : present(manifests)) {
      Platform platform = each.platform();
      if (platform == null || "unknown".equals(platform.os())) {
        continue;
      }
      if ("linux".equals(platform.os()) && "amd64".equals(platform.architecture())) {
        return each.parsed();
      }
      if (chosen.isEmpty()) {
        chosen = Optional.of(each);
      }
    }
    return chosen.or(() -> present(manifests).stream().findFirst()).flatMap(Descriptor::parsed);
  }

  /** Of an index of referrers, the manifests that hold signatures. */
  List<Digest> signatureCarriers(int most) {
    return present(manifests).stream()
        .filter(each -> SIGNATURE_ARTIFACT.equals(each.artifactType()))
        .flatMap(each -> each.parsed().stream())
        .limit(most)
        .toList();
  }

  /** Of a manifest that holds signatures, each with what it signs. */
  List<Signed> signed() {
    List<Signed> signed = new ArrayList<>();
    for (Descriptor layer : present(layers)) {
      String signature = ImageConfig.present(layer.annotations()).get(SIGNATURE);
      Optional<Digest> payload = layer.parsed();
      if (PAYLOAD.equals(layer.mediaType()) && signature != null && payload.isPresent()) {
        signed.add(new Signed(payload.get(), signature));
      }
    }
    return signed;
  }

  private static List<Descriptor> present(@Nullable List<@Nullable Descriptor> list) {
    List<Descriptor> present = new ArrayList<>();
    for (Descriptor each : list == null ? List.<@Nullable Descriptor>of() : list) {
      if (each != null) {
        present.add(each);
      }
    }
    return present;
  }
}
