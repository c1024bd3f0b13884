package chartbot.gerrit;

import chartbot.error.EnvironmentException;
import chartbot.error.PrintableText;
import chartbot.error.TlsFault;
import com.google.gerrit.extensions.restapi.RestApiException;
import com.urswolfer.gerrit.client.rest.http.HttpStatusException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what the Gerrit client throws into what the person can do about it. */
final class RestFaults {

  private static final Pattern CONTENT = Pattern.compile("Content:\\R(.*)\\.$", Pattern.DOTALL);
  private static final int LONGEST_WORDS = 300;

  private final GerritServer server;

  RestFaults(GerritServer server) {
    this.server = server;
  }

  /**
   * @throws RefusedException when the caller may be able to go on from the refusal
   */
  EnvironmentException read(String path, RestApiException fault) throws RefusedException {
    if (fault instanceof HttpStatusException status) {
      return read(path, status);
    }
    String message = String.valueOf(fault.getMessage());
    if (message.startsWith("Expected JSON")) {
      return unexpected(path, "a page that is not JSON", fault);
    }
    Optional<EnvironmentException> tls = TlsFault.in(fault, server.toString());
    if (tls.isPresent()) {
      return tls.get();
    }
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).startsWith("Couldn't parse")) {
        return unexpected(path, "text that is not JSON", fault);
      }
      if (cause instanceof IOException) {
        return EnvironmentException.passing(
            "cannot reach " + server + ": " + cause.getMessage(),
            "check gerrit.url in the configuration and the network",
            fault);
      }
    }
    return EnvironmentException.passing(
        "Gerrit at " + server + " failed on " + path + ": " + message, null, fault);
  }

  private EnvironmentException read(String path, HttpStatusException fault)
      throws RefusedException {
    int status = fault.getStatusCode();
    String words = words(fault);
    if (status == 401) {
      return EnvironmentException.lasting(
          "Gerrit at " + server + " did not accept the credentials (401)",
          "check GERRIT_USERNAME and GERRIT_PASSWORD (Gerrit's HTTP credentials, not the login"
              + " password), ~/.netrc or .gitcookies",
          fault);
    }
    if (status == 429) {
      return EnvironmentException.passing(
          "Gerrit at " + server + " limits requests (429): " + words, "run again later", fault);
    }
    if (status >= 500) {
      return EnvironmentException.passing(
          "Gerrit at " + server + " failed (" + status + ") on " + path + ": " + words,
          "if it goes on, tell the administrator",
          fault);
    }
    throw new RefusedException(status, words);
  }

  EnvironmentException refused(String path, RefusedException refused) {
    String hint =
        switch (refused.status()) {
          case 403 -> "the account lacks a right for that, or is not logged in";
          case 404 -> "check gerrit.url in the configuration, and that the account may see this";
          default -> "Gerrit's own words say why";
        };
    return EnvironmentException.lasting(
        "Gerrit at "
            + server
            + " refused "
            + path
            + " ("
            + refused.status()
            + "): "
            + refused.words(),
        hint,
        refused);
  }

  EnvironmentException unexpected(String path, String what, @Nullable Throwable cause) {
    return EnvironmentException.lasting(
        "expected JSON from " + server + path + " but got " + what,
        "gerrit.url may name a login page or a proxy instead of Gerrit; open it in a browser",
        cause);
  }

  EnvironmentException brokenOff(String path, RuntimeException fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    return EnvironmentException.passing(
        "the answer of " + server + " to " + path + " broke off: " + cause.getMessage(),
        "run again; if it goes on, look at a proxy on the way",
        fault);
  }

  private static String words(HttpStatusException fault) {
    Matcher content = CONTENT.matcher(String.valueOf(fault.getMessage()));
    String words =
        content.find() ? content.group(1).strip() : String.valueOf(fault.getStatusText());
    if (words.isEmpty() || words.toLowerCase(Locale.ROOT).contains("<html")) {
      words = String.valueOf(fault.getStatusText());
    }
    String line = PrintableText.line(words.replaceAll("\\s+", " "));
    return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "...";
  }
}
