package chartbot.yaml;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.tokens.AliasToken;
import org.yaml.snakeyaml.tokens.AnchorToken;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/** Refuses what SnakeYAML reads but Helm's parser does not, or reads as something else. */
final class HelmLimits {

  private final YamlText text;
  private final Format format;
  private final String chars;
  private final TabRules tabs;
  private int flowLevel;
  private int wordEnd;
  private boolean afterNode;

  HelmLimits(YamlText text, Format format) {
    this.text = text;
    this.format = format;
    this.chars = text.chars();
    this.tabs = new TabRules(chars);
  }

  /**
   * Takes the next token of the text.
   *
   * @throws ScannerException when Helm would not read it as SnakeYAML does
   */
  void check(Token token) {
    int start = text.offset(token.getStartMark());
    int end = text.offset(token.getEndMark());
    int tab = tabs.take(token, start, end);
    if (tab >= 0) {
      Mark mark = new Mark("", chars.codePointCount(0, tab), 0, 0, new int[0], 0);
      throw new ScannerException(
          null,
          null,
          format == Format.HELM ? "a tab where Helm takes none" : "a tab in front of data",
          mark);
    }
    if (format != Format.HELM) {
      return;
    }
    checkOrder(token);
    switch (token.getTokenId()) {
      case FlowMappingStart, FlowSequenceStart -> flowLevel++;
      case FlowMappingEnd, FlowSequenceEnd -> flowLevel--;
      case Anchor -> checkName(token, ((AnchorToken) token).getValue());
      case Alias -> checkName(token, ((AliasToken) token).getValue());
      case Directive -> checkDirective((DirectiveToken<?>) token);
      case Value -> checkColon(token, start, end);
      case Scalar -> checkScalar((ScalarToken) token, start, end);
      default -> {}
    }
  }

  /** Behind {@code ? key} SnakeYAML takes another node without any indicator. */
  private void checkOrder(Token token) {
    switch (token.getTokenId()) {
      case Scalar, Alias, Anchor, Tag, FlowMappingStart, FlowSequenceStart -> {
        if (afterNode) {
          throw refusal(token, "a value follows another one");
        }
        afterNode = token.getTokenId() == Token.ID.Scalar || token.getTokenId() == Token.ID.Alias;
      }
      case FlowMappingEnd, FlowSequenceEnd -> afterNode = true;
      case BlockMappingStart, BlockSequenceStart, BlockEnd -> {}
      default -> afterNode = false;
    }
  }

  private static void checkName(Token token, String name) {
    if (!PlainText.isWord(name)) {
      throw refusal(token, "an anchor name consists of letters, digits, '-' and '_'");
    }
  }

  private static void checkDirective(DirectiveToken<?> directive) {
    if (!directive.getName().equals("YAML") && !directive.getName().equals("TAG")) {
      throw refusal(directive, "unknown directive '" + directive.getName() + "'");
    }
  }

  /** Between braces a word goes on behind a colon unless a blank follows. */
  private void checkColon(Token colon, int start, int end) {
    if (flowLevel > 0
        && wordEnd == start
        && end < chars.length()
        && ",[]{}".indexOf(chars.charAt(end)) >= 0) {
      throw refusal(colon, "Helm takes this ':' for a part of the word before it; add a blank");
    }
  }

  private void checkScalar(ScalarToken scalar, int start, int end) {
    if (scalar.getPlain()) {
      wordEnd = end;
    }
    if (scalar.getStyle() == ScalarStyle.DOUBLE_QUOTED && hasHalfCharacter(start, end)) {
      throw refusal(scalar, "an unpaired surrogate escape: write the character itself");
    }
  }

  /** Half of a character, as JSON has it. */
  private boolean hasHalfCharacter(int start, int end) {
    for (int at = start; at < end; at++) {
      if (chars.charAt(at) == '\\') {
        at++;
        int digits = chars.charAt(at) == 'u' ? 4 : chars.charAt(at) == 'U' ? 8 : 0;
        if (digits > 0 && isHalf(chars.substring(at + 1, at + 1 + digits))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isHalf(String hexadecimal) {
    int codePoint = Integer.parseInt(hexadecimal, 16);
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static ScannerException refusal(Token token, String reason) {
    return new ScannerException(null, null, reason, token.getStartMark());
  }
}
