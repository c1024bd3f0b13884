package chartbot.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ~/.netrc} as ftp and curl do. */
final class Netrc {

  private static final Pattern MACRO = Pattern.compile("(?ms)^\\s*macdef\\b.*?(\\n\\s*\\n|\\z)");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*#.*$");
  private static final Pattern TOKEN = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

  private Netrc() {}

  /**
   * The first entry for the host, or the default one.
   *
   * @param username when not empty, only an entry of that login counts
   */
  static Optional<Credentials> find(String text, String host, String username) {
    List<String> tokens = tokens(text);
    int i = 0;
    while (i < tokens.size()) {
      String word = tokens.get(i++);
      boolean matches = word.equals("default");
      if (word.equals("machine") && i < tokens.size()) {
        matches = tokens.get(i++).equalsIgnoreCase(host);
      }
      String login = "";
      String password = "";
      while (i + 1 < tokens.size() && !startsEntry(tokens.get(i))) {
        String value = tokens.get(i + 1);
        switch (tokens.get(i)) {
          case "login" -> login = value;
          case "password" -> password = value;
          default -> {}
        }
        i += 2;
      }
      boolean usable = !login.isEmpty() && !password.isEmpty();
      if (matches && usable && (username.isEmpty() || username.equals(login))) {
        return Optional.of(new Credentials(login, password));
      }
    }
    return Optional.empty();
  }

  private static boolean startsEntry(String word) {
    return word.equals("machine") || word.equals("default");
  }

  private static List<String> tokens(String text) {
    String plain = COMMENT.matcher(MACRO.matcher(text).replaceAll("\n")).replaceAll("");
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(plain);
    while (matcher.find()) {
      String quoted = matcher.group(1);
      tokens.add(quoted == null ? matcher.group() : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return tokens;
  }
}
