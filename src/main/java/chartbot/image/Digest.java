package chartbot.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hash of a manifest or blob, as the OCI image specification writes it.
 *
 * @param text e.g. {@code sha256:} and 64 lower-case hexadecimal digits
 */
public record Digest(String text) {

  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

  public Digest {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a digest: " + text);
    }
  }

  /** Empty where the text is no digest. */
  public static Optional<Digest> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Digest(text)) : Optional.empty();
  }

  /** The SHA-256 digest of those bytes. */
  public static Digest of(byte[] bytes) {
    return new Digest("sha256:" + hash("SHA-256", bytes));
  }

  /** Whether those bytes have this digest. */
  public boolean matches(byte[] bytes) {
    return hash(text.startsWith("sha256") ? "SHA-256" : "SHA-512", bytes).equals(hex());
  }

  public String algorithm() {
    return text.substring(0, text.indexOf(':'));
  }

  public String hex() {
    return text.substring(text.indexOf(':') + 1);
  }

  private static String hash(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has both
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
