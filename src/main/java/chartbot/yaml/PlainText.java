package chartbot.yaml;

import java.util.regex.Pattern;

/**
 * Which texts can stand without quotes, and what YAML 1.1, YAML 1.2 and Helm then take them for.
 */
final class PlainText {

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_./+][A-Za-z0-9_./+@~=-]*");

  private static final Pattern ANCHOR = Pattern.compile("[A-Za-z0-9_-]+");

  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");

  private static final Pattern WORD =
      Pattern.compile(
          "~|null|Null|NULL|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE"
              + "|on|On|ON|off|Off|OFF|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

  /** Integers and floats of any base, sexagesimal ones too, without underscores. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?0[bB][01]+|[-+]?0[oO]?[0-7]+|[-+]?0[xX][0-9a-fA-F]+"
              + "|[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
              + "|[-+]?[0-9]+(?::[0-5]?[0-9])+(?:\\.[0-9]*)?");

  /** Numbers and dates that Helm prints in a text as they are written. */
  private static final Pattern PRINTED_AS_WRITTEN =
      Pattern.compile("0|[1-9][0-9]{0,5}(?:\\.[0-9]{0,8}[1-9])?|[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private static final Pattern DATE =
      Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \\t].*)?");

  private PlainText() {}

  /** Whether a text stands for null when it has no quotes. */
  static boolean isNull(String text) {
    return NULL.matcher(text).matches();
  }

  /** Whether a text without quotes is read as that very text. */
  static boolean readsAsItself(String text) {
    return isSafe(text)
        && !WORD.matcher(text).matches()
        && !isNumber(text)
        && !DATE.matcher(text).matches();
  }

  /** Helm's parser leaves all underscores out before it looks for a number. */
  private static boolean isNumber(String text) {
    return NUMBER.matcher(text.replace("_", "")).matches();
  }

  /** Whether a text without quotes, whatever it is read as, is that very text in a template. */
  static boolean printsAsItself(String text) {
    return readsAsItself(text) || PRINTED_AS_WRITTEN.matcher(text).matches();
  }

  /** Whether a text consists of what Helm allows in the name of an anchor. */
  static boolean isWord(String text) {
    return ANCHOR.matcher(text).matches();
  }

  /** Whether a text without quotes is one plain scalar wherever it stands. */
  static boolean isSafe(String text) {
    return SAFE.matcher(text).matches();
  }
}
