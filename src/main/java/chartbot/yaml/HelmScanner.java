package chartbot.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Where SnakeYAML wants a space, and where a space in the place of a tab changes nothing. */
  private static final Pattern TAB_IN_TOKEN =
      Pattern.compile(
          "(?:![^\\s,\\[\\]{}]*|[|>][-+0-9]{0,2}[ \\t]*|^ +(?=[ \\t]*$))(\\t[ \\t]*)",
          Pattern.MULTILINE);

  /** What SnakeYAML says it does when it finds no token; anywhere else a token is half read. */
  private static final String NEXT_TOKEN = "while scanning for the next token";

  static {
    // Helm's parser knows these two as well: \' is no YAML at all, but people write it.
    ScannerImpl.ESCAPE_REPLACEMENTS.put('\'', "'");
    ScannerImpl.ESCAPE_REPLACEMENTS.put('\t', "\t");
  }

  private final CodePoints codePoints;
  private final HelmLimits limits;
  private final StreamReader reader;
  private final ScannerImpl scanner;
  private @Nullable Token taken;
  private @Nullable ScalarToken scalar;
  private @Nullable DirectiveToken<?> directive;

  HelmScanner(String chars, CodePoints codePoints) {
    this.codePoints = codePoints;
    limits = new HelmLimits(chars, codePoints);
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    reader = new StreamReader(withSpacesForTabs(chars));
    scanner = new ScannerImpl(reader, options);
  }

  private static String withSpacesForTabs(String chars) {
    if (chars.indexOf('\t') < 0) {
      return chars;
    }
    StringBuilder shadow = new StringBuilder(chars);
    Matcher tabs = TAB_IN_TOKEN.matcher(chars);
    while (tabs.find()) {
      for (int i = tabs.start(1); i < tabs.end(1); i++) {
        shadow.setCharAt(i, ' ');
      }
    }
    return shadow.toString();
  }

  @Override
  public boolean checkToken(Token.ID choice) {
    fetch();
    return scanner.checkToken(choice);
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    fetch();
    return scanner.checkToken(choices);
  }

  @Override
  public Token peekToken() {
    fetch();
    return scanner.peekToken();
  }

  @Override
  public Token getToken() {
    Token token = scanner.getToken();
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
    return codePoints.offset(reader.getIndex());
  }

  /**
   * Nothing is lost when the scanner stops at a tab: it has not begun a token yet. Whether Helm
   * takes a tab there is seen when the next token is.
   */
  private void fetch() {
    while (true) {
      try {
        scanner.peekToken();
        return;
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
