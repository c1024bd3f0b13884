package chartbot.yaml;

import chartbot.error.Location;
import chartbot.error.UserException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/** The text of one file: its characters, its lines as editors count them, and its byte form. */
final class YamlText {

  private static final char BOM = '\uFEFF';
  private static final Pattern CONFLICT = Pattern.compile("^(?:<{7}|>{7}) ", Pattern.MULTILINE);
  private static final Pattern SEPARATOR = Pattern.compile("[\u0085\u2028\u2029]");
  private static final Pattern TAB_IN_BLANK_LINE =
      Pattern.compile("^ *\\t(?=[ \\t]*(?:#|$))", Pattern.MULTILINE);
  private static final char REPLACEMENT = '\uFFFD';
  private static final int LONGEST_LINE = 1 << 20;
  private static final String LFS = "version https://git-lfs.github.com/spec/";

  private final String file;
  private final boolean bom;
  private final String chars;

  /** Positions, in code points, of the characters that take two places in the string. */
  private final int[] pairs;

  private YamlText(String file, boolean bom, String chars) {
    this.file = file;
    this.bom = bom;
    this.chars = chars;
    this.pairs = pairs(chars);
  }

  /** Reads strict UTF-8, with or without a byte order mark. */
  static YamlText decode(String file, byte[] bytes) throws UserException {
    // The JDK's own way is many times as fast, but reads a broken byte as a character.
    String quick = new String(bytes, StandardCharsets.UTF_8);
    YamlText text = quick.indexOf(REPLACEMENT) < 0 ? of(file, quick) : decodeStrictly(file, bytes);
    text.refuseForeignText();
    return text;
  }

  private static YamlText of(String file, String chars) {
    boolean bom = !chars.isEmpty() && chars.charAt(0) == BOM;
    return new YamlText(file, bom, bom ? chars.substring(1) : chars);
  }

  private static YamlText decodeStrictly(String file, byte[] bytes) throws UserException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    out.flip();
    YamlText text = of(file, out.toString());
    if (result.isError()) {
      throw UserException.at(
          text.location(text.length()),
          String.format("not UTF-8: byte 0x%02X", bytes[in.position()]),
          "save the file as UTF-8");
    }
    return text;
  }

  /** SnakeYAML's time grows by the square of a token, which ends with its line. */
  static void refuseLongLine(String file, String chars) throws UserException {
    int line = 1;
    int start = 0;
    for (int at = 0; at < chars.length(); at++) {
      if (isBreak(chars.charAt(at))) {
        line += chars.startsWith("\r\n", at) ? 0 : 1;
        start = at + 1;
      } else if (at - start == LONGEST_LINE) {
        throw UserException.at(
            new Location(file, line, 1),
            "a line of more than " + LONGEST_LINE + " characters",
            "break the line into several");
      }
    }
  }

  private void refuseForeignText() throws UserException {
    refuseLongLine(file, chars);
    if (chars.startsWith(LFS)) {
      throw UserException.at(
          location(0), "a Git LFS pointer, not the file itself", "fetch it with 'git lfs pull'");
    }
    boolean suspect = chars.contains("<<<<<<< ") || chars.contains(">>>>>>> ");
    Matcher conflict = CONFLICT.matcher(chars);
    if (suspect && conflict.find()) {
      throw UserException.at(
          location(conflict.start()), "a merge conflict marker", "resolve the conflict first");
    }
  }

  private static int[] pairs(String chars) {
    int[] found =
        new int[(int) chars.chars().filter(c -> Character.isHighSurrogate((char) c)).count()];
    int count = 0;
    for (int at = 0; count < found.length; at++) {
      if (Character.isHighSurrogate(chars.charAt(at))) {
        found[count] = at - count;
        count++;
      }
    }
    return found;
  }

  /** The offset of a position that is counted in code points, as SnakeYAML does. */
  int offset(int index) {
    if (pairs.length == 0) {
      return index;
    }
    int before = Arrays.binarySearch(pairs, index);
    return index + (before >= 0 ? before : -before - 1);
  }

  int offset(Mark mark) {
    return offset(mark.getIndex());
  }

  /** The same file with other characters. */
  YamlText with(String changed) {
    return new YamlText(file, bom, changed);
  }

  byte[] encode() {
    String all = bom ? BOM + chars : chars;
    byte[] bytes = all.getBytes(StandardCharsets.UTF_8);
    // Half a character would become a question mark.
    if (!new String(bytes, StandardCharsets.UTF_8).equals(all)) {
      throw new IllegalStateException("an unpaired surrogate in " + file);
    }
    return bytes;
  }

  String file() {
    return file;
  }

  String chars() {
    return chars;
  }

  int length() {
    return chars.length();
  }

  /** The first place, if any, where a harmless edit elsewhere can change what is read. */
  Optional<UserException> brittlePlace() {
    Matcher separator = SEPARATOR.matcher(chars);
    if (separator.find()) {
      int at = separator.start();
      return Optional.of(
          UserException.at(
              location(at),
              String.format("the separator U+%04X hides where a line ends", (int) chars.charAt(at)),
              "replace it by a line break, or write it as an escape between double quotes"));
    }
    Matcher tab = TAB_IN_BLANK_LINE.matcher(chars);
    return tab.find()
        ? Optional.of(
            UserException.at(
                location(tab.end() - 1),
                "a tab in front of no data, which Helm takes only behind some values",
                "remove the tab"))
        : Optional.empty();
  }

  /** The offset of the first character that YAML does not allow, or the end of the text. */
  int firstUnprintable() {
    int offset = 0;
    while (offset < chars.length() && StreamReader.isPrintable(chars.codePointAt(offset))) {
      offset += Character.charCount(chars.codePointAt(offset));
    }
    return offset;
  }

  /** Line and column of an offset; lines end at LF, CRLF or CR, as editors have it. */
  Location location(int offset) {
    int line = 1;
    int start = 0;
    for (int next = nextLine(0); next <= offset && next > start; next = nextLine(next)) {
      if (!isBreak(chars.charAt(next - 1))) {
        break; // the last line has no line break
      }
      line++;
      start = next;
    }
    return new Location(file, line, 1 + chars.codePointCount(start, offset));
  }

  /** The first offset of the line that holds an offset. */
  int lineStart(int offset) {
    boolean insideCrlf = offset > 0 && chars.startsWith("\r\n", offset - 1);
    int start = insideCrlf ? offset - 1 : offset;
    while (start > 0 && !isBreak(chars.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** The offset of the line break that ends the line, or the end of the text. */
  int lineEnd(int offset) {
    int end = offset;
    while (end < chars.length() && !isBreak(chars.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The first offset of the next line, or the end of the text. */
  int nextLine(int offset) {
    int end = lineEnd(offset);
    return end + breakLength(end);
  }

  /** The first offset from here on that is neither a space nor a tab. */
  int skipBlanks(int offset) {
    int at = offset;
    while (at < chars.length() && (chars.charAt(at) == ' ' || chars.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /** The first of the spaces and tabs that end at an offset, or that offset. */
  int skipBlanksBack(int offset) {
    int at = offset;
    while (at > 0 && (chars.charAt(at - 1) == ' ' || chars.charAt(at - 1) == '\t')) {
      at--;
    }
    return at;
  }

  /** Whether a blank, a line break or the end of the text is there. */
  boolean isBlankAt(int offset) {
    return offset == chars.length()
        || chars.charAt(offset) == ' '
        || chars.charAt(offset) == '\t'
        || isBreak(chars.charAt(offset));
  }

  /** Whether nothing but spaces and tabs is left of the line. */
  boolean isBlankFrom(int offset) {
    int at = skipBlanks(offset);
    return at == chars.length() || isBreak(chars.charAt(at));
  }

  /** Whether an offset begins a line. */
  boolean isLineStart(int offset) {
    return offset == 0 || isBreak(chars.charAt(offset - 1));
  }

  /** The line break of the line before an offset, else the file's first one, else LF. */
  String lineBreakBefore(int offset) {
    if (offset > 0 && isBreak(chars.charAt(offset - 1))) {
      boolean crlf =
          offset > 1 && chars.charAt(offset - 1) == '\n' && chars.charAt(offset - 2) == '\r';
      return chars.substring(crlf ? offset - 2 : offset - 1, offset);
    }
    int previous = lineStart(offset);
    if (previous > 0) {
      return lineBreakBefore(previous);
    }
    int end = lineEnd(0);
    return end == chars.length() ? "\n" : chars.substring(end, end + breakLength(end));
  }

  private int breakLength(int end) {
    if (end == chars.length()) {
      return 0;
    }
    return chars.startsWith("\r\n", end) ? 2 : 1;
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
