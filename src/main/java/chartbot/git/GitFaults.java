package chartbot.git;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.TlsFault;
import chartbot.update.PushResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;

/** Turns what JGit throws into what the person can do about it. */
final class GitFaults {

  /** What a fault is of; all but {@link #OTHER} are the server's, or of the way to it. */
  private enum Kind {
    KNOWN,
    ANSWER,
    NO_REF,
    PAGE,
    SSH_KEY_KIND,
    SSH_KEY,
    SSH_LOGIN,
    NO_PROJECT,
    TLS,
    UNREACHABLE,
    CUT,
    OTHER;

    static Kind of(Exception fault) {
      if (cause(fault, ChartbotException.class).isPresent()) {
        return KNOWN;
      }
      if (cause(fault, HttpAnswer.class).isPresent()) {
        return ANSWER;
      }
      String text = text(fault);
      if (text.contains("does not have refs/")) {
        return NO_REF;
      }
      // JGit takes a page for a list of refs; what it says can be anything.
      if (text.contains("invalid advertisement of") || text.contains("smart http")) {
        return PAGE;
      }
      if (text.contains("unable to negotiate key exchange for server host key")) {
        return SSH_KEY_KIND;
      }
      if (text.contains("server key did not validate")) {
        return SSH_KEY;
      }
      if (text.contains("auth fail") || text.contains("cannot log in")) {
        return SSH_LOGIN;
      }
      // Gerrit does not distinguish a project that is not there from one that the account may not
      // see.
      if (fault instanceof NoRemoteRepositoryException
          || text.contains("not found")
          || text.contains("not permitted")) {
        return NO_PROJECT;
      }
      if (cause(fault, SSLException.class).isPresent()) {
        return TLS;
      }
      if (cause(fault, UnknownHostException.class, ConnectException.class).isPresent()) {
        return UNREACHABLE;
      }
      return cause(fault, SocketException.class, SocketTimeoutException.class).isPresent()
          ? CUT
          : OTHER;
    }
  }

  private static final String PAGE_HINT =
      "the address may name a login page or a proxy instead of Gerrit; open it in a browser";

  private static final String BRANCHES = "refs/heads/";

  private static final String CHANGES = "refs/changes/";

  private final GitServer server;
  private final String project;

  GitFaults(GitServer server, String project) {
    this.server = server;
    this.project = project;
  }

  /** Whether the server or the way to it is at fault, and so no cache. */
  static boolean isOfTheServer(Exception fault) {
    return Kind.of(fault) != Kind.OTHER;
  }

  /** Whether what was read is refused for what it is, so that no other copy of it is better. */
  static boolean isRefusal(Exception fault) {
    return Kind.of(fault) == Kind.KNOWN;
  }

  ChartbotException duringFetch(IOException fault, String ref) {
    boolean missing = Kind.of(fault) == Kind.NO_REF;
    if (missing && ref.startsWith(CHANGES)) {
      return EnvironmentException.temporary(
          ref + " of project " + project + " at " + server + " is not there any more",
          "somebody deleted the change meanwhile; retry",
          fault);
    }
    if (missing && ref.startsWith(BRANCHES)) {
      return EnvironmentException.permanent(
          "branch '"
              + ref.substring(BRANCHES.length())
              + "' of project "
              + project
              + " at "
              + server
              + " does not exist",
          "check the name (--branch, or targets[].branch in the configuration)",
          fault);
    }
    return knownCause(fault);
  }

  /**
   * A push whose answer did not arrive may have been taken: the next round looks.
   *
   * @throws ChartbotException when it was not taken for sure
   */
  PushResult duringPush(IOException fault, String revision) throws ChartbotException {
    if (fault instanceof TooLargeObjectInPackException || fault instanceof TooLargePackException) {
      throw EnvironmentException.permanent(
          "Gerrit refused the push to " + project + " at " + server + ": " + fault.getMessage(),
          "the project limits the size of what is pushed; ask its administrator",
          fault);
    }
    ChartbotException known = knownCause(fault);
    if (!(known instanceof EnvironmentException lost)
        || switch (Kind.of(fault)) {
          case ANSWER -> !answer(fault).mayHaveBeenTaken();
          case UNREACHABLE -> true;
          default -> !lost.retryable();
        }) {
      throw known;
    }
    return new PushResult.Unknown(lost.message(), revision, Optional.of(lost));
  }

  /** Of a fault at any work with a project's objects. */
  ChartbotException knownCause(IOException fault) {
    String where = project + " at " + server;
    return switch (Kind.of(fault)) {
      case KNOWN -> (ChartbotException) cause(fault, ChartbotException.class).orElseThrow();
      case ANSWER -> ofAnswer(answer(fault), where);
      case PAGE ->
          EnvironmentException.permanent(
              "the server answered with a page instead of Git for " + where, PAGE_HINT, fault);
      case SSH_KEY_KIND ->
          EnvironmentException.permanent(
              "unknown host key kind of the SSH server at " + server + ": " + deepest(fault),
              "have the server use an ed25519, ecdsa or rsa key, or check HostKeyAlgorithms in"
                  + " ~/.ssh/config",
              fault);
      case SSH_KEY ->
          EnvironmentException.permanent(
              "the SSH server at " + server + " is not in ~/.ssh/known_hosts, or with another key",
              "compare its key with what Gerrit's administrators say, then add it there, as"
                  + " ssh-keyscan prints it",
              fault);
      case SSH_LOGIN -> sshLogin(fault, where);
      case NO_PROJECT -> noProject(where, fault);
      case TLS -> TlsFault.in(fault, server.toString()).orElseThrow();
      case UNREACHABLE ->
          EnvironmentException.temporary(
              "cannot reach "
                  + server
                  + ": "
                  + words(fault, UnknownHostException.class, ConnectException.class),
              "check gerrit.url in the configuration and the network",
              fault);
      case NO_REF, CUT -> EnvironmentException.temporary(failed(fault, where), null, fault);
      case OTHER ->
          EnvironmentException.temporary(
              failed(fault, where),
              "check free disk space for temporary files and in chartbot's cache folder",
              fault);
    };
  }

  private EnvironmentException ofAnswer(HttpAnswer answer, String where) {
    String what = failed(answer, where);
    return switch (answer.status()) {
      case 401 ->
          EnvironmentException.permanent(
              "Gerrit did not accept the credentials for " + where + " (401)",
              "check GERRIT_USERNAME and GERRIT_PASSWORD (Gerrit's HTTP credentials, not the"
                  + " login password), ~/.netrc or .gitcookies",
              answer);
      case 403 ->
          answer.isOfAPush()
              ? EnvironmentException.permanent(
                  "Gerrit refused the push to " + where + ": " + answer.getMessage(),
                  "the account may read the project but not push to it: it needs the right 'Push'"
                      + " on refs/for/refs/heads/BRANCH of that project",
                  answer)
              : noProject(where, answer);
      case 404 -> noProject(where, answer);
      case 407 -> EnvironmentException.permanent(what, "the proxy requires authentication", answer);
      case 429 ->
          EnvironmentException.temporary(
              what, "the server limits requests: retry later", answer.retryAfter(), answer);
      default ->
          answer.status() >= 500
              ? EnvironmentException.temporary(what, null, answer.retryAfter(), answer)
              : EnvironmentException.permanent(what, "the server's own words say why", answer);
    };
  }

  private static EnvironmentException noProject(String where, IOException fault) {
    return EnvironmentException.permanent(
        "project " + where + " was not found, or the account may not read it",
        "check targets[].project in the configuration and the right 'Read' on that project",
        fault);
  }

  /** JGit says below its message what it offered, and what the server said to each key. */
  private static EnvironmentException sshLogin(IOException fault, String where) {
    String text = text(fault);
    boolean offered = text.contains("server refused ");
    String tried =
        words(fault).lines().skip(1).map(String::strip).collect(Collectors.joining("; "));
    return EnvironmentException.permanent(
        "Gerrit did not accept the SSH login for "
            + where
            + (offered ? "" : ": no key was offered")
            + (tried.isEmpty() ? "" : " (" + tried + ")"),
        offered
            ? "add the public key to the account in Gerrit (Settings, SSH Keys)"
            : "put a key without a passphrase, id_ed25519, id_ecdsa or id_rsa, into ~/.ssh here, or"
                + " name one with IdentityFile in ~/.ssh/config",
        fault);
  }

  private static HttpAnswer answer(IOException fault) {
    return (HttpAnswer) cause(fault, HttpAnswer.class).orElseThrow();
  }

  private static String deepest(Exception fault) {
    Throwable deepest = fault;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage());
  }

  private static String failed(IOException fault, String where) {
    return "Git failed on " + where + ": " + fault.getMessage();
  }

  private static String words(Exception fault, Class<?>... types) {
    return String.valueOf(cause(fault, types).orElse(fault).getMessage());
  }

  /** The first in the chain that is of one of those types. */
  private static Optional<Throwable> cause(Exception fault, Class<?>... types) {
    return Stream.<Throwable>iterate(fault, Objects::nonNull, Throwable::getCause)
        .filter(cause -> Stream.of(types).anyMatch(type -> type.isInstance(cause)))
        .findFirst();
  }

  private static String text(Exception fault) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append('\n');
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
