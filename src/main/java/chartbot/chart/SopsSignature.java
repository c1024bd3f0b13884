package chartbot.chart;

import chartbot.error.UserException;
import chartbot.yaml.YamlDocument;
import chartbot.yaml.YamlMapping;
import chartbot.yaml.YamlNode;
import chartbot.yaml.YamlScalar;
import java.util.Optional;

/** The checksum of all values that SOPS keeps in a file; it decrypts none edited since. */
final class SopsSignature {

  private SopsSignature() {}

  /** Refuses to edit a file that has one. */
  static void refuse(YamlDocument document) throws UserException {
    Optional<YamlNode> mac = field(document, document.root(), "sops");
    if (mac.isPresent()) {
      mac = field(document, mac.get(), "mac");
    }
    if (mac.isPresent()
        && mac.get() instanceof YamlScalar text
        && text.text().strip().startsWith("ENC[")) {
      throw document.refusal(
          text,
          "sops signs this file: after any other edit it cannot be decrypted",
          "edit it with 'sops', or keep the images in a values file that sops does not sign");
    }
  }

  private static Optional<YamlNode> field(YamlDocument document, YamlNode node, String key) {
    return node instanceof YamlMapping fields ? document.effective(fields, key) : Optional.empty();
  }
}
