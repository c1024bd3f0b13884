package chartbot.image;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A public key in PEM, as {@code cosign generate-key-pair} writes it, and what it says of an image.
 * See https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md.
 *
 * @param file where it was read from
 */
public record SignatureKey(String file, PublicKey key) {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]++)-----END PUBLIC KEY-----");

  /** Empty where the text is not the public key of an algorithm that cosign signs with. */
  public static Optional<SignatureKey> parse(String file, String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      return Optional.empty();
    }
    X509EncodedKeySpec spec;
    try {
      spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Stream.of("EC", "RSA", "Ed25519")
        .flatMap(algorithm -> key(algorithm, spec).stream())
        .findFirst()
        .map(key -> new SignatureKey(file, key));
  }

  private static Optional<PublicKey> key(String algorithm, X509EncodedKeySpec spec) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(spec));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // a key of another algorithm
    }
  }

  /** Whether that signature is this key's, and is about the image with that digest. */
  public boolean verifies(ImageSignature signature, Digest digest) {
    return signature.subject().equals(Optional.of(digest)) && isSigned(signature);
  }

  private boolean isSigned(ImageSignature signature) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "Ed25519";
        };
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(signature.payload());
      return verifier.verify(signature.signature());
    } catch (GeneralSecurityException e) {
      return false; // bytes that are no signature at all
    }
  }
}
