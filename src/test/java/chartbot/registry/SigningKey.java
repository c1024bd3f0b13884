package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.image.Digest;
import chartbot.image.SignatureKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** A key pair, and signatures as cosign makes them. */
public record SigningKey(KeyPair pair, String algorithm) {

  public static SigningKey ec() {
    return of("EC", "SHA256withECDSA");
  }

  static SigningKey of(String kind, String algorithm) {
    try {
      return new SigningKey(KeyPairGenerator.getInstance(kind).generateKeyPair(), algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What cosign signs of an image. */
  public static byte[] payload(Digest image) {
    return ("{\"critical\":{\"identity\":{\"docker-reference\":\"name\"},\"image\":"
            + "{\"docker-manifest-digest\":\""
            + image
            + "\"},\"type\":\"cosign container image signature\"},\"optional\":null}")
        .getBytes(UTF_8);
  }

  public String sign(byte[] payload) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(payload);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String pem() {
    String body =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  public SignatureKey publicKey() {
    return SignatureKey.parse("cosign.pub", pem()).orElseThrow();
  }
}
