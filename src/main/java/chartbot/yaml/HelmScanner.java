package chartbot.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/**
 * SnakeYAML's scanner as Helm's parser scans: with tabs behind quoted scalars, flow collections,
 * {@code key:}, a tag and the header of a block scalar, and without what Helm refuses.
 */
final class HelmScanner implements Scanner {

  /** What SnakeYAML says it does when it finds no token; anywhere else a token is half read. */
  private static final String NEXT_TOKEN = "while scanning for the next token";

  static {
    // Helm's parser knows these two as well: \' is no YAML at all, but people write it.
    ScannerImpl.ESCAPE_REPLACEMENTS.put('\'', "'");
    ScannerImpl.ESCAPE_REPLACEMENTS.put('\t', "\t");
  }

  private final YamlText text;
  private final HelmLimits limits;
  private final StreamReader reader;
  private final ScannerImpl scanner;
  private @Nullable Token next;
  private @Nullable Token taken;
  private @Nullable ScalarToken scalar;
  private @Nullable DirectiveToken<?> directive;

  HelmScanner(YamlText text, Format format) {
    this.text = text;
    limits = new HelmLimits(text, format);
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    reader = new StreamReader(withSpacesForTabs(text));
    scanner = new ScannerImpl(reader, options);
  }

  /** Where SnakeYAML wants a space, and where a space in the place of a tab changes nothing. */
  private static String withSpacesForTabs(YamlText text) {
    String chars = text.chars();
    int tab = chars.indexOf('\t');
    if (tab < 0) {
      return chars;
    }
    StringBuilder shadow = new StringBuilder(chars);
    while (tab >= 0) {
      int end = text.skipBlanks(tab);
      if (isBehindTypeOrHeader(text, tab) || isBlankLine(text, tab, end)) {
        shadow.replace(tab, end, " ".repeat(end - tab));
      }
      tab = chars.indexOf('\t', end);
    }
    return shadow.toString();
  }

  /** Behind {@code !type}, or behind {@code |} and the like with blanks. */
  private static boolean isBehindTypeOrHeader(YamlText text, int tab) {
    String chars = text.chars();
    int at = tab - 1;
    while (at >= 0
        && chars.charAt(at) != '!'
        && " \t\r\n\f\u000B,[]{}".indexOf(chars.charAt(at)) < 0) {
      at--;
    }
    if (at >= 0 && chars.charAt(at) == '!') {
      return true;
    }
    at = text.skipBlanksBack(tab) - 1;
    for (int digits = 0;
        digits < 2 && at >= 0 && "-+0123456789".indexOf(chars.charAt(at)) >= 0;
        digits++) {
      at--;
    }
    return at >= 0 && (chars.charAt(at) == '|' || chars.charAt(at) == '>');
  }

  private static boolean isBlankLine(YamlText text, int tab, int end) {
    int start = text.skipBlanksBack(tab);
    return start < tab && text.isLineStart(start) && text.isBlankFrom(end);
  }

  @Override
  public boolean checkToken(Token.ID choice) {
    return peekToken().getTokenId() == choice;
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    Token.ID id = peekToken().getTokenId();
    for (Token.ID choice : choices) {
      if (id == choice) {
        return true;
      }
    }
    return choices.length == 0;
  }

  @Override
  public Token peekToken() {
    Token known = next;
    if (known == null) {
      known = fetch();
      next = known;
    }
    return known;
  }

  @Override
  public Token getToken() {
    Token token = peekToken();
    scanner.getToken();
    next = null;
    limits.check(token);
    taken = token;
    if (token instanceof ScalarToken found) {
      scalar = found;
    } else if (token instanceof DirectiveToken<?> found) {
      directive = found;
    }
    return token;
  }

  @Override
  public void resetDocumentIndex() {
    scanner.resetDocumentIndex();
  }

  /** The token that the parser took last. */
  @Nullable Token taken() {
    return taken;
  }

  /** The scalar that the parser has just taken; once only, an empty scalar may follow it. */
  @Nullable ScalarToken takeScalar() {
    ScalarToken found = scalar;
    scalar = null;
    return found;
  }

  /** The directive that the parser took last. */
  @Nullable DirectiveToken<?> directive() {
    return directive;
  }

  /** How far the scanner has read. */
  int offset() {
    return text.offset(reader.getIndex());
  }

  /**
   * Nothing is lost when the scanner stops at a tab: it has not begun a token yet. Whether Helm
   * takes a tab there is seen when the next token is.
   */
  private Token fetch() {
    while (true) {
      try {
        return scanner.peekToken();
      } catch (ScannerException e) {
        if (!NEXT_TOKEN.equals(e.getContext()) || !isBlank(reader.peek())) {
          throw e;
        }
        while (isBlank(reader.peek())) {
          reader.forward();
        }
      }
    }
  }

  private static boolean isBlank(int codePoint) {
    return codePoint == ' ' || codePoint == '\t';
  }
}
