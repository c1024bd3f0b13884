package chartbot.target;

import chartbot.error.PrintableText;
import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configured regular expression for foreign text. Some expressions take ages for some texts; this
 * one gives up then.
 *
 * @param pattern what it looks for
 */
public record SafePattern(Pattern pattern) {

  /** A hundred times what a sensible expression reads of a long line. */
  private static final int MOST_READS = 1_000_000;

  /** The groups of a text that matches as a whole; empty where it does not. */
  public Optional<MatchResult> match(String text) throws UserException {
    try {
      Matcher matcher = pattern.matcher(new Metered(text));
      return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    } catch (TooManyReadsException | StackOverflowError e) {
      throw new UserException(
          "the regular expression '"
              + pattern
              + "' takes too long for '"
              + PrintableText.line(text)
              + "'",
          "write it without a repetition of a repetition, such as (a+)+",
          e);
    }
  }

  /** Every place of a text that matches; none where that takes too long. */
  public List<String> findAll(String text) {
    List<String> found = new ArrayList<>();
    try {
      Matcher matcher = pattern.matcher(new Metered(text));
      while (matcher.find()) {
        found.add(matcher.group());
      }
      return found;
    } catch (TooManyReadsException | StackOverflowError e) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    return pattern.toString();
  }

  private static final class TooManyReadsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A text that can be read so often and no more. */
  private static final class Metered implements CharSequence {

    private final String text;
    private int left = MOST_READS;

    Metered(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (left-- == 0) {
        throw new TooManyReadsException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
