package chartbot.chart;

import chartbot.chart.HelmToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of Helm's {@code {{ }}} in a template.
 *
 * @param tokens without comments
 * @param commentedOut whether it stands in a YAML comment, where Helm evaluates it for nothing
 */
record HelmAction(List<HelmToken> tokens, boolean commentedOut) {

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<end>-?}})|(?<comment>/\\*(?s:.*?)\\*/)"
              + "|\"(?<string>(?:[^\"\\\\]|\\\\.)*)\"|`(?<raw>[^`]*)`|(?<rune>'(?:[^'\\\\]|\\\\.)*')"
              + "|(?<variable>\\$\\w*(?:\\.\\w[\\w-]*)*)|(?<field>\\.(?:\\w[\\w-]*(?:\\.\\w[\\w-]*)*)?)"
              + "|(?<word>\\w[\\w.]*)|(?<mark>:=|\\S)");

  /** All actions of a template in order; text that Helm would refuse ends the list early. */
  static List<HelmAction> in(String template) {
    List<HelmAction> actions = new ArrayList<>();
    YamlComments comments = new YamlComments();
    Matcher matcher = TOKEN.matcher(template);
    int at = 0;
    while (true) {
      int open = template.indexOf("{{", at);
      if (open < 0) {
        return actions;
      }
      comments.read(template, at, open);
      List<HelmToken> tokens = new ArrayList<>();
      // The dash belongs to the braces only where a blank follows, as in Go.
      int inside = open + (template.startsWith("{{- ", open) ? 4 : 2);
      at = readTokens(matcher, inside, tokens);
      if (at < 0) {
        return actions;
      }
      actions.add(new HelmAction(List.copyOf(tokens), comments.inComment()));
    }
  }

  private static int readTokens(Matcher matcher, int from, List<HelmToken> tokens) {
    int at = from;
    while (matcher.find(at)) {
      if (matcher.group("end") != null) {
        return matcher.end();
      }
      if (matcher.group("comment") == null) {
        tokens.add(token(matcher, matcher.start() == at));
      }
      at = matcher.end();
    }
    return -1;
  }

  private static HelmToken token(Matcher matcher, boolean attached) {
    if (matcher.group("string") != null) {
      String text = matcher.group("string").replace("\\\"", "\"").replace("\\\\", "\\");
      return new HelmToken(Kind.STRING, text, attached);
    }
    if (matcher.group("raw") != null) {
      return new HelmToken(Kind.STRING, matcher.group("raw"), attached);
    }
    if (matcher.group("variable") != null) {
      return new HelmToken(Kind.VARIABLE, matcher.group(), attached);
    }
    if (matcher.group("field") != null) {
      return new HelmToken(Kind.FIELD, matcher.group(), attached);
    }
    if (matcher.group("mark") != null) {
      return new HelmToken(Kind.MARK, matcher.group(), attached);
    }
    return new HelmToken(Kind.WORD, matcher.group(), attached);
  }

  /** Follows the text between actions to know where a YAML comment runs. */
  private static final class YamlComments {

    private boolean inComment;
    private char quote;
    private char previous = '\n';

    boolean inComment() {
      return inComment;
    }

    void read(String text, int from, int to) {
      if (from > 0) {
        previous = '}';
      }
      for (int i = from; i < to; i++) {
        char c = text.charAt(i);
        if (c == '\n') {
          inComment = false;
          quote = 0;
        } else if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '#' && Character.isWhitespace(previous)) {
          inComment = true;
        } else if ((c == '"' || c == '\'') && !Character.isLetterOrDigit(previous)) {
          quote = c;
        }
        previous = c;
      }
    }
  }
}
