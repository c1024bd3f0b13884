package chartbot.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Arguments and variables as they were meant. Java reads their bytes in the charset of the locale,
 * which on many build agents is not the UTF-8 that everybody writes.
 */
public final class LocaleText {

  private static final String LOST = "\uFFFD";

  private LocaleText() {}

  /** The text in UTF-8 where its bytes are that, else as the locale has it. */
  public static String decoded(String text, Charset locale) {
    if (locale.equals(StandardCharsets.UTF_8) || !locale.canEncode()) {
      return text;
    }
    try {
      ByteBuffer bytes = locale.newEncoder().encode(java.nio.CharBuffer.wrap(text));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return text;
    }
  }

  /** Names the first argument or variable of chartbot's that the locale has no characters for. */
  static Optional<String> lost(List<String> arguments, Map<String, String> environment) {
    Stream<String> variables =
        new TreeMap<>(environment)
            .entrySet().stream()
                .filter(variable -> variable.getKey().matches("(CHARTBOT|GERRIT|REGISTRY)_.*"))
                .filter(variable -> variable.getValue().contains(LOST))
                .map(variable -> "variable " + variable.getKey());
    return Stream.concat(
            arguments.stream().filter(a -> a.contains(LOST)).map(a -> "argument '" + a + "'"),
            variables)
        .findFirst();
  }
}
