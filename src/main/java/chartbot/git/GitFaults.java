package chartbot.git;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;

/** Turns what JGit throws into what the person can do about it. */
final class GitFaults {

  /** What a fault is of; all but {@link #OTHER} are the server's, or of the way to it. */
  private enum Kind {
    NO_REF,
    PAGE,
    REDIRECT,
    STATUS,
    SSH_KEY,
    CREDENTIALS,
    NO_PROJECT,
    TLS,
    UNREACHABLE,
    CUT,
    OTHER;

    static Kind of(Exception fault) {
      String text = text(fault);
      if (text.contains("does not have refs/")) {
        return NO_REF;
      }
      // JGit takes a page for a list of refs; what it says can be anything.
      if (text.contains("invalid advertisement of") || text.contains("smart http")) {
        return PAGE;
      }
      if (REDIRECT_IN_TEXT.matcher(text).find()) {
        return REDIRECT;
      }
      if (STATUS_IN_TEXT.matcher(text).find()) {
        return STATUS;
      }
      if (text.contains("server key did not validate")) {
        return SSH_KEY;
      }
      if (text.contains("not authorized")
          || text.contains("authentication")
          || text.contains("auth fail")
          || text.contains("cannot log in")) {
        return CREDENTIALS;
      }
      // Gerrit does not tell a project that is not there from one that the account may not see.
      if (fault instanceof NoRemoteRepositoryException
          || text.contains("not found")
          || text.contains("not permitted")
          || text.contains(": 403")) {
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

  /** What JGit says of one that it does not follow. */
  private static final Pattern REDIRECT_IN_TEXT =
      Pattern.compile(
          "redirection blocked:|redirected more than|invalid redirect|cannot redirect ");

  /** As JGit puts it behind the address; a port or a project may hold the same digits. */
  private static final Pattern STATUS_IN_TEXT = Pattern.compile(": (?!40[134])([45]\\d\\d)(?!\\d)");

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

  EnvironmentException duringFetch(IOException fault, String ref) {
    boolean missing = Kind.of(fault) == Kind.NO_REF;
    if (missing && ref.startsWith(CHANGES)) {
      return EnvironmentException.passing(
          ref + " of project " + project + " at " + server + " is not there any more",
          "somebody deleted the change meanwhile; run again, it looks anew",
          fault);
    }
    if (missing && ref.startsWith(BRANCHES)) {
      return EnvironmentException.lasting(
          "branch '"
              + ref.substring(BRANCHES.length())
              + "' of project "
              + project
              + " at "
              + server
              + " does not exist",
          "check targets[].branch in the configuration",
          fault);
    }
    return told(fault);
  }

  /** A push whose answer did not arrive may have been taken: the next round looks. */
  PushResult duringPush(IOException fault, String revision) throws EnvironmentException {
    if (fault instanceof TooLargeObjectInPackException || fault instanceof TooLargePackException) {
      throw EnvironmentException.lasting(
          "Gerrit refused the push to " + project + " at " + server + ": " + fault.getMessage(),
          "the project limits the size of what is pushed; ask its administrator",
          fault);
    }
    EnvironmentException known = told(fault);
    if (known.retryable()) {
      return new PushResult.Unknown(known.what(), revision, Optional.of(known));
    }
    throw known;
  }

  /** Of a fault at any work with a project's objects. */
  EnvironmentException told(IOException fault) {
    String where = project + " at " + server;
    return switch (Kind.of(fault)) {
      case PAGE ->
          EnvironmentException.lasting(
              "the server answered with a page instead of Git for " + where, PAGE_HINT, fault);
      case REDIRECT -> EnvironmentException.lasting(failed(fault, where), PAGE_HINT, fault);
      case STATUS -> ofStatus(fault, where);
      case SSH_KEY ->
          EnvironmentException.lasting(
              "the SSH server at " + server + " is not in ~/.ssh/known_hosts, or with another key",
              "compare its key with what Gerrit's administrators say, then add it there, as"
                  + " ssh-keyscan prints it",
              fault);
      case CREDENTIALS ->
          EnvironmentException.lasting(
              "Gerrit did not accept the credentials for " + where,
              server.isSsh()
                  ? "check the account's SSH key in Gerrit and the key files in ~/.ssh here"
                  : "check GERRIT_USERNAME and GERRIT_PASSWORD (Gerrit's HTTP credentials, not the"
                      + " login password), ~/.netrc or .gitcookies",
              fault);
      case NO_PROJECT ->
          EnvironmentException.lasting(
              "project " + where + " was not found, or the account may not read it",
              "check targets[].project in the configuration and the right 'Read' on that project",
              fault);
      case TLS -> TlsFault.in(fault, server.toString()).orElseThrow();
      case UNREACHABLE ->
          EnvironmentException.passing(
              "cannot reach "
                  + server
                  + ": "
                  + words(fault, UnknownHostException.class, ConnectException.class),
              "check gerrit.url in the configuration and the network",
              fault);
      case NO_REF, CUT -> EnvironmentException.passing(failed(fault, where), null, fault);
      case OTHER ->
          EnvironmentException.passing(
              failed(fault, where),
              "look at the room left for temporary files and" + " in chartbot's cache folder",
              fault);
    };
  }

  private static EnvironmentException ofStatus(IOException fault, String where) {
    String what = failed(fault, where);
    Matcher matcher = STATUS_IN_TEXT.matcher(text(fault));
    String status = matcher.find() ? matcher.group(1) : "";
    return switch (status) {
      case "407" ->
          EnvironmentException.lasting(what, "a proxy on the way wants to know who asks", fault);
      case "429" ->
          EnvironmentException.passing(what, "the server limits requests: run again later", fault);
      default ->
          status.startsWith("5")
              ? EnvironmentException.passing(what, null, fault)
              : EnvironmentException.lasting(what, "the server's own words say why", fault);
    };
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
