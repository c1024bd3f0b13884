package chartbot.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/**
 * Where Helm's parser takes tabs: between braces, and behind a token that no block collection can
 * follow; never in the indentation.
 */
final class TabRules {

  private static final int NONE = -1;

  private final String chars;
  private final boolean hasTabs;
  private final Deque<Integer> indents = new ArrayDeque<>(); // columns of open block collections
  private int flowLevel;
  private int end;
  private int indent = NONE; // of the collection that holds the last token
  private @Nullable Token last;

  TabRules(String chars) {
    this.chars = chars;
    this.hasTabs = chars.indexOf('\t') >= 0;
  }

  /**
   * Takes the next token of the text.
   *
   * @return the offset of a tab in front of it or in it that Helm refuses, or -1
   */
  int take(Token token, int from, int to) {
    if (!hasTabs) {
      return NONE;
    }
    int tab = from > end ? between(end, from) : NONE;
    switch (token.getTokenId()) {
      case FlowMappingStart, FlowSequenceStart -> flowLevel++;
      case FlowMappingEnd, FlowSequenceEnd -> flowLevel--;
      case BlockMappingStart, BlockSequenceStart -> indents.push(token.getStartMark().getColumn());
      case BlockEnd -> indents.pop();
      default -> {}
    }
    if (to > from) {
      end = to;
      last = token;
      indent = indents.isEmpty() ? NONE : indents.peek();
      if (tab < 0 && token instanceof ScalarToken scalar) {
        tab = inside(scalar, from, to);
      }
    }
    return tab;
  }

  /** Looks through blanks and comments. */
  private int between(int from, int to) {
    boolean afterWord = last instanceof ScalarToken scalar && scalar.getPlain();
    boolean taken = flowLevel > 0 || !opensCollection();
    int lineStart = NONE;
    int at = from;
    while (at < to) {
      char c = chars.charAt(at);
      if (isBreak(c)) {
        lineStart = at + 1;
        taken = flowLevel > 0;
      } else if (c == '#') {
        afterWord = false;
        while (at + 1 < to && !isBreak(chars.charAt(at + 1))) {
          at++;
        }
      } else if (c == '\t') {
        // The blank lines behind a word are read as if the word went on.
        boolean inWord = afterWord && lineStart != NONE;
        if (inWord ? at - lineStart <= indent : !taken) {
          return at;
        }
      }
      at++;
    }
    return NONE;
  }

  private boolean opensCollection() {
    if (last == null) {
      return true;
    }
    return switch (last.getTokenId()) {
      case BlockEntry, Key -> true;
      case Value -> isBehindIndicators();
      case Scalar -> isBlockScalar((ScalarToken) last);
      default -> false;
    };
  }

  /** Whether the line holds nothing but indicators so far: behind those a collection can begin. */
  private boolean isBehindIndicators() {
    boolean behindIndicator = false;
    for (int at = end - 1; at >= 0 && !isBreak(chars.charAt(at)); at--) {
      boolean indicator = "-?:".indexOf(chars.charAt(at)) >= 0;
      boolean blank = chars.charAt(at) == ' ' || chars.charAt(at) == '\t';
      if (indicator ? behindIndicator : !blank) {
        return false;
      }
      behindIndicator = indicator;
    }
    return true;
  }

  private int inside(ScalarToken scalar, int from, int to) {
    if (scalar.getPlain()) {
      return inWord(from, to);
    }
    return isBlockScalar(scalar) ? inBlockScalar(from, to) : NONE;
  }

  private int inWord(int from, int to) {
    int lineStart = NONE;
    for (int at = from; at < to; at++) {
      char c = chars.charAt(at);
      if (isBreak(c)) {
        lineStart = at + 1;
      } else if (c == '\t' && lineStart != NONE && at - lineStart <= indent) {
        return at;
      } else if (c != ' ' && c != '\t') {
        lineStart = NONE;
      }
    }
    return NONE;
  }

  private int inBlockScalar(int from, int to) {
    int at = from + 1;
    int content = NONE;
    while (at < to && "+-0123456789".indexOf(chars.charAt(at)) >= 0) {
      if (Character.isDigit(chars.charAt(at))) {
        content = Math.max(indent, 0) + Character.digit(chars.charAt(at), 10);
      }
      at++;
    }
    int column = NONE; // none: not in the indentation
    int widest = Math.max(indent + 1, 1);
    for (; at < to; at++) {
      char c = chars.charAt(at);
      if (isBreak(c)) {
        column = 0;
      } else if (column != NONE && c == ' ') {
        column++;
      } else if (column != NONE) {
        if (c == '\t' && column < (content == NONE ? Integer.MAX_VALUE : content)) {
          return at;
        }
        content = content == NONE ? Math.max(widest, column) : content;
        column = NONE;
      }
      widest = Math.max(widest, column);
    }
    return NONE;
  }

  private static boolean isBlockScalar(ScalarToken scalar) {
    return switch (scalar.getStyle()) {
      case LITERAL, FOLDED -> true;
      default -> false;
    };
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }
}
