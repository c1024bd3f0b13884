package chartbot.registry;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.image.Digest;
import chartbot.image.ImageSignature;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of keys that cosign makes or takes: its own EC, imported RSA, Ed25519. */
class SignatureKeyTest {

  private static final Digest IMAGE = Digest.of(new byte[] {1});
  private static final Digest OTHER = Digest.of(new byte[] {2});

  @ParameterizedTest
  @CsvSource({"EC, SHA256withECDSA", "RSA, SHA256withRSA", "Ed25519, Ed25519"})
  void aSignatureHoldsForItsImageAndItsKeyAlone(String kind, String algorithm) {
    SigningKey key = SigningKey.of(kind, algorithm);
    SigningKey another = SigningKey.of(kind, algorithm);
    ImageSignature signature = signed(key, SigningKey.payload(IMAGE), IMAGE);

    assertThat(key.publicKey().verifies(signature, IMAGE)).isTrue();
    assertThat(key.publicKey().verifies(signature, OTHER)).isFalse();
    assertThat(another.publicKey().verifies(signature, IMAGE)).isFalse();
    ImageSignature moved =
        new ImageSignature(SigningKey.payload(OTHER), Optional.of(OTHER), signature.signature());
    assertThat(key.publicKey().verifies(moved, OTHER)).isFalse();
  }

  private static ImageSignature signed(SigningKey key, byte[] payload, Digest subject) {
    return new ImageSignature(
        payload, Optional.of(subject), Base64.getDecoder().decode(key.sign(payload)));
  }
}
