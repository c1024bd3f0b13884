package chartbot.chart;

/**
 * A token inside one of Helm's {@code {{ }}}.
 *
 * @param text a string without its quotes, a field or variable with its dots, else as written
 * @param attached whether it follows the token before it without a blank, as {@code .b} does in
 *     {@code (a).b}
 */
record HelmToken(Kind kind, String text, boolean attached) {

  enum Kind {
    WORD,
    FIELD,
    VARIABLE,
    STRING,
    MARK
  }

  boolean is(String mark) {
    return kind == Kind.MARK && text.equals(mark);
  }
}
