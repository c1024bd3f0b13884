package chartbot.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the cookie file that Gerrit's "obtain password" page asks people to write. */
final class GitCookies {

  private static final Pattern COOKIE_FILE =
      Pattern.compile(
          "(?mi)^\\s*\\[http\\][^\\[]*?^\\s*cookiefile\\s*=\\s*\"?([^\"\\n]+?)\"?\\s*$");

  private GitCookies() {}

  /** What {@code http.cookiefile} names, else {@code ~/.gitcookies}. */
  static Path file(String gitConfig, Path home) {
    Matcher matcher = COOKIE_FILE.matcher(gitConfig);
    if (!matcher.find()) {
      return home.resolve(".gitcookies");
    }
    String named = matcher.group(1);
    return named.startsWith("~/") ? home.resolve(named.substring(2)) : home.resolve(named);
  }

  /** The cookie {@code o=git-USER=PASSWORD} of the host, as user name and password. */
  static Optional<Credentials> find(String text, String host) {
    for (String line : text.lines().toList()) {
      String entry = line.startsWith("#HttpOnly_") ? line.substring("#HttpOnly_".length()) : line;
      String[] fields = entry.split("\t", -1);
      if (entry.startsWith("#") || fields.length != 7 || !matches(fields[0], fields[1], host)) {
        continue;
      }
      int equals = fields[6].indexOf('=');
      if (fields[5].equals("o") && equals > 0 && equals < fields[6].length() - 1) {
        return Optional.of(
            new Credentials(fields[6].substring(0, equals), fields[6].substring(equals + 1)));
      }
    }
    return Optional.empty();
  }

  private static boolean matches(String domain, String subdomainsToo, String host) {
    String wanted = host.toLowerCase(Locale.ROOT);
    String given = domain.toLowerCase(Locale.ROOT);
    String bare = given.startsWith(".") ? given.substring(1) : given;
    return wanted.equals(bare)
        || ((subdomainsToo.equalsIgnoreCase("TRUE") || given.startsWith("."))
            && wanted.endsWith("." + bare));
  }
}
