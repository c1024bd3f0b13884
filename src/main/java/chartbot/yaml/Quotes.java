package chartbot.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/** How a text is written on one line. */
enum Quotes {
  NONE,
  SINGLE,
  DOUBLE;

  /** As a person wrote a scalar of the same sort. */
  static Quotes of(@Nullable YamlNode example) {
    if (example instanceof YamlScalar scalar) {
      if (scalar.style() == ScalarStyle.SINGLE_QUOTED) {
        return SINGLE;
      }
      if (scalar.style() == ScalarStyle.DOUBLE_QUOTED) {
        return DOUBLE;
      }
    }
    return NONE;
  }

  /** The text in these quotes; in double quotes where it would be something else without any. */
  String write(String text) {
    if (this == SINGLE && isPrintable(text)) {
      return "'" + inner(text) + "'";
    }
    if (this == NONE && PlainText.readsAsItself(text)) {
      return text;
    }
    return '"' + DOUBLE.inner(text) + '"';
  }

  /** The text as it stands between these quotes. */
  String inner(String text) {
    return switch (this) {
      case NONE -> text;
      case SINGLE -> text.replace("'", "''");
      case DOUBLE -> escape(text);
    };
  }

  static boolean isPrintable(String text) {
    return text.codePoints().allMatch(Quotes::isPrintable);
  }

  private static boolean isPrintable(int c) {
    return (c >= ' ' && c < 0x7F)
        || (c >= 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c < 0xFFFE)
        || c > 0xFFFF;
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                escaped.append('\\').appendCodePoint(c);
              } else if (isPrintable(c)) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append(String.format("\\u%04x", c));
              }
            });
    return escaped.toString();
  }
}
