package chartbot.gerrit;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.error.TlsFault;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what a REST call ends in into what the person can do about it. */
final class RestFaults {

  private final GerritServer server;

  RestFaults(GerritServer server) {
    this.server = server;
  }

  /** No answer came, or none that may be used. */
  EnvironmentException noAnswer(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof EnvironmentException known) {
        return known;
      }
      if (cause instanceof LoginGate.ClosedException) {
        return unauthorized(fault);
      }
    }
    Optional<EnvironmentException> tls = TlsFault.in(fault, server.toString());
    if (tls.isPresent()) {
      return tls.get();
    }
    Throwable io = fault;
    while (!(io instanceof IOException) && io.getCause() != null) {
      io = io.getCause();
    }
    String what = io instanceof SocketTimeoutException ? "no answer from " : "cannot reach ";
    return EnvironmentException.temporary(
        what + server + ": " + io.getMessage(),
        "check gerrit.url in the configuration and the network",
        fault);
  }

  /**
   * @throws RefusedException when the caller may be able to go on from the refusal
   */
  EnvironmentException answered(String path, RefusedException refused) throws RefusedException {
    int status = refused.status();
    if (status == 401) {
      return unauthorized(refused);
    }
    if (status == 429) {
      return EnvironmentException.temporary(
          "Gerrit at " + server + " limits requests (429): " + refused.words(),
          "retry later",
          refused.retryAfter(),
          refused);
    }
    if (status >= 500) {
      return EnvironmentException.temporary(
          "Gerrit at " + server + " failed (" + status + ") on " + path + ": " + refused.words(),
          "if it happens again, report it to the administrator",
          refused.retryAfter(),
          refused);
    }
    throw refused;
  }

  private EnvironmentException unauthorized(Throwable fault) {
    return EnvironmentException.permanent(
        "Gerrit at " + server + " did not accept the credentials (401)",
        "check GERRIT_USERNAME and GERRIT_PASSWORD (Gerrit's HTTP credentials, not the login"
            + " password), ~/.netrc or .gitcookies",
        fault);
  }

  EnvironmentException refused(String path, RefusedException refused) {
    String hint =
        switch (refused.status()) {
          case 403 -> "the account lacks a right for that, or is not logged in";
          case 404 -> "check that it exists and that the account may see it";
          case 407 -> "the proxy requires authentication";
          default -> "Gerrit's own words say why";
        };
    return EnvironmentException.permanent(
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

  EnvironmentException notGerrit(RefusedException refused) {
    return EnvironmentException.permanent(
        server
            + " does not answer as Gerrit: "
            + refused.status()
            + " even to /config/server/version",
        "check gerrit.url in the configuration; Gerrit may be served under a path, such as /r",
        refused);
  }

  EnvironmentException unexpected(String path, String what, @Nullable Throwable cause) {
    return EnvironmentException.permanent(
        "expected JSON from " + server + path + " but got " + what,
        "gerrit.url may name a login page or a proxy instead of Gerrit; open it in a browser",
        cause);
  }
}
