package chartbot.yaml;

import chartbot.error.UserException;

/**
 * Another text in the place of a scalar, in the scalar's own style.
 *
 * @param edit what changes in the text
 * @param value what the scalar then stands for: the text, and the line breaks that its style brings
 */
record ScalarReplacement(TextEdit edit, String value) {

  private static final String BY_HAND = "change this one by hand, best to a plain text";

  static ScalarReplacement of(YamlDocument document, YamlScalar scalar, String text)
      throws UserException {
    if (scalar.tag() != null && !scalar.hasTextTag()) {
      throw document.refusal(scalar, "a value of type " + scalar.tag() + ", not a text", BY_HAND);
    }
    BlockScalar block = scalar.block();
    if (block != null) {
      return inBlock(document, scalar, block, text);
    }
    return new ScalarReplacement(onLine(document, scalar, text), text);
  }

  private static TextEdit onLine(YamlDocument document, YamlScalar scalar, String text)
      throws UserException {
    if (scalar.isQuoted()) {
      String inner = Quotes.of(scalar).inner(text);
      return new TextEdit(scalar.contentStart() + 1, scalar.end() - 1, inner);
    }
    String written = scalar.hasTextTag() && PlainText.isSafe(text) ? text : Quotes.NONE.write(text);
    if (scalar.isMissing()) {
      if (scalar.parent() instanceof YamlMapping mapping
          && mapping.isFlow()
          && hasKeyOnOneLine(document.text(), mapping, scalar)) {
        return TextEdit.insert(scalar.end(), ": " + written);
      }
      throw document.refusal(scalar, "a key without a value", "write a ':' behind it");
    }
    boolean apart =
        scalar.start() == scalar.contentStart()
            || document.text().isBlankAt(scalar.contentStart() - 1);
    boolean glued = scalar.isEmpty() || !apart; // to a colon or an anchor
    return new TextEdit(scalar.contentStart(), scalar.end(), glued ? " " + written : written);
  }

  private static ScalarReplacement inBlock(
      YamlDocument document, YamlScalar scalar, BlockScalar block, String text)
      throws UserException {
    String old = scalar.value();
    String content = old.strip();
    String head = old.substring(0, old.indexOf(content));
    String tail = old.substring(head.length() + content.length());
    if (content.isEmpty() || !isBreaks(head) || !isBreaks(tail) || !Quotes.isPrintable(text)) {
      throw document.refusal(scalar, "a block scalar that cannot be replaced", BY_HAND);
    }
    YamlText chars = document.text();
    int first = block.first();
    while (chars.isBlankFrom(first)) {
      first = chars.nextLine(first);
    }
    int last = block.end();
    while (Character.isWhitespace(chars.chars().charAt(last - 1))) {
      last--;
    }
    TextEdit edit = new TextEdit(first + block.indent(), last, text);
    return new ScalarReplacement(edit, head + text + tail);
  }

  private static boolean hasKeyOnOneLine(YamlText text, YamlMapping mapping, YamlScalar value) {
    return mapping.entries().stream()
        .filter(entry -> entry.value() == value && entry.keyNode() instanceof YamlScalar)
        .map(entry -> (YamlScalar) entry.keyNode())
        .anyMatch(key -> !key.isEmpty() && text.lineEnd(key.start()) >= key.end());
  }

  private static boolean isBreaks(String text) {
    return text.chars().allMatch(c -> c == '\n');
  }
}
