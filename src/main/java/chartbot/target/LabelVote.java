package chartbot.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vote on a label of Gerrit's, written as Gerrit shows it: {@code Verified+1}.
 *
 * @param value above 0
 */
public record LabelVote(String label, int value) {

  private static final Pattern TEXT = Pattern.compile("([A-Za-z][A-Za-z0-9-]*)\\+([1-9])");

  /** Whether a text is one. */
  public static boolean isLabelVote(String text) {
    return TEXT.matcher(text).matches();
  }

  /** The vote that the text stands for. */
  public static LabelVote parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a vote on a label: " + text);
    }
    return new LabelVote(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return label + "+" + value;
  }
}
