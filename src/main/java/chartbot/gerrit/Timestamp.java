package chartbot.gerrit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Gerrit's timestamps: {@code 2026-11-23 07:45:01.000000000}, in UTC, with nine digits of
 * nanoseconds or none. By hand, since to set up Java's formats takes longer than the answer itself.
 */
final class Timestamp {

  private static final String FORM = "0000-00-00 00:00:00.000000000";
  private static final int WITHOUT_NANOSECONDS = 19;

  private Timestamp() {}

  /**
   * Reads one.
   *
   * @throws DateTimeException when it has another form, or there is no such time
   */
  static Instant read(String text) {
    if (text.length() != FORM.length() && text.length() != WITHOUT_NANOSECONDS) {
      throw unread(text);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (FORM.charAt(i) == '0' ? c < '0' || c > '9' : c != FORM.charAt(i)) {
        throw unread(text);
      }
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            text.length() == FORM.length() ? number(text, 20, 29) : 0)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static DateTimeException unread(String text) {
    return new DateTimeException("'" + text + "' is not a timestamp of Gerrit");
  }
}
