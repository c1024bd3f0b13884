package chartbot.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/** A scalar, possibly empty. */
public final class YamlScalar extends YamlNode {

  private static final String CORE_TAGS = "tag:yaml.org,2002:";
  private static final String TEXT_TAG = CORE_TAGS + "str";

  private final String value;
  private final ScalarStyle style;
  private final @Nullable BlockScalar block;
  private final boolean missing;

  /**
   * @param block where its lines are, when it is a block scalar
   * @param missing the text has no place for it: {@code ? key} or {@code {key}} without a colon
   */
  YamlScalar(
      Properties properties,
      int contentStart,
      int end,
      String value,
      ScalarStyle style,
      @Nullable BlockScalar block,
      boolean missing) {
    super(properties, contentStart, end);
    this.value = value;
    this.style = style;
    this.block = block;
    this.missing = missing;
  }

  /** The text that it stands for, quotes and escapes resolved. */
  public String value() {
    return value;
  }

  /** The text without the line breaks that a block scalar ends in. */
  public String text() {
    return block == null ? value() : withoutLineBreaksAround(value);
  }

  private static String withoutLineBreaksAround(String text) {
    int from = 0;
    int to = text.length();
    while (to > 0 && text.charAt(to - 1) == '\n') {
      to--;
    }
    while (from < to && text.charAt(from) == '\n') {
      from++;
    }
    return text.substring(from, to);
  }

  /**
   * Whether a template that uses it prints that text: {@code 1.10} without quotes is a number,
   * which Helm prints as {@code 1.1}.
   */
  public boolean prints(String text) {
    boolean bare = isPlain() && tag() == null;
    boolean asWritten = bare ? PlainText.printsAsItself(text) : isText();
    return asWritten && text().equals(text);
  }

  /** Whether it is empty or a word for null. */
  public boolean isNull() {
    return isPlain() && tag() == null && PlainText.isNull(value());
  }

  boolean isPlain() {
    return style == ScalarStyle.PLAIN;
  }

  /** Where its lines are, when it is a block scalar. */
  @Nullable BlockScalar block() {
    return block;
  }

  /** Whether every reader takes it for a text, not for a number, a date or nothing. */
  boolean isText() {
    return tag() == null ? !isPlain() || PlainText.readsAsItself(value()) : hasTextTag();
  }

  boolean hasTextTag() {
    return tag() != null && (tag().equals(TEXT_TAG) || !tag().startsWith(CORE_TAGS));
  }

  boolean isQuoted() {
    return style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
  }

  /** Whether it has no characters of its own. */
  boolean isEmpty() {
    return contentStart() == end();
  }

  boolean isMissing() {
    return missing;
  }

  ScalarStyle style() {
    return style;
  }

  @Override
  public String kind() {
    return isNull() ? "empty" : "a single value";
  }
}
