package chartbot.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to be shown credentials: RFC 7235, section 4.1.
 *
 * @param bearer a token, which {@code realm} issues; else user name and password
 * @param realm where tokens are issued; empty for Basic
 */
record Challenge(boolean bearer, String realm, Optional<String> service) {

  private static final Pattern SCHEME =
      Pattern.compile("(?:^|,)\\s*(Bearer|Basic)(?=\\s|,|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]++))");
  private static final int LONGEST = 8192;

  /** The challenge of a {@code WWW-Authenticate} header; Bearer before Basic. */
  static Optional<Challenge> in(List<String> headers) {
    Optional<Challenge> basic = Optional.empty();
    for (String header : headers) {
      Matcher scheme = SCHEME.matcher(header.substring(0, Math.min(header.length(), LONGEST)));
      while (scheme.find()) {
        if (scheme.group(1).equalsIgnoreCase("Basic")) {
          basic = Optional.of(new Challenge(false, "", Optional.empty()));
          continue;
        }
        Map<String, String> parameters = parameters(header.substring(scheme.end()));
        String realm = parameters.get("realm");
        if (realm != null) {
          return Optional.of(
              new Challenge(true, realm, Optional.ofNullable(parameters.get("service"))));
        }
      }
    }
    return basic;
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(text.substring(0, Math.min(text.length(), LONGEST)));
    while (matcher.find()) {
      String quoted = matcher.group(2);
      parameters.putIfAbsent(
          matcher.group(1).toLowerCase(Locale.ROOT),
          quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return parameters;
  }
}
