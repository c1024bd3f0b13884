package chartbot.git;

import chartbot.failure.EnvironmentException;
import chartbot.update.PushAnswer;
import chartbot.update.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;

/** Turns what JGit throws into what the person can do about it. */
final class GitFaults {

  /** As JGit puts it behind the address; a port or a project may hold the same digits. */
  private static final Pattern STATUS = Pattern.compile(": (?!40[134])([45]\\d\\d)(?!\\d)");

  private final GitServer server;
  private final Target target;

  GitFaults(GitServer server, Target target) {
    this.server = server;
    this.target = target;
  }

  /** Whether the server or the way to it is at fault, and so no cache. */
  static boolean isOfTheServer(Exception fault) {
    String text = text(fault);
    if (fault instanceof NoRemoteRepositoryException
        || text.contains("does not have refs/")
        || text.contains("not authorized")
        || text.contains("authentication")
        || text.contains("auth fail")
        || text.contains("cannot log in")
        || text.contains("not permitted")) {
      return true;
    }
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException
          || cause instanceof UnknownHostException
          || cause instanceof SocketException
          || cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  EnvironmentException duringFetch(IOException fault, String ref) {
    String text = text(fault);
    if (text.contains("does not have " + ref.toLowerCase(Locale.ROOT))) {
      return EnvironmentException.lasting(
          "branch '"
              + target.branch()
              + "' of project "
              + target.project()
              + " at "
              + server
              + " does not exist",
          "check target.branch in the configuration; a retry will not help",
          fault);
    }
    return common(fault, text);
  }

  /** A push whose answer did not arrive may have been taken: the next round looks. */
  PushAnswer duringPush(IOException fault, String revision) throws EnvironmentException {
    if (fault instanceof TooLargeObjectInPackException || fault instanceof TooLargePackException) {
      throw EnvironmentException.lasting(
          "Gerrit refused the push to "
              + target.project()
              + " at "
              + server
              + ": "
              + fault.getMessage(),
          "the project limits the size of what is pushed; ask its administrator",
          fault);
    }
    EnvironmentException known = common(fault, text(fault));
    if (known.retryable()) {
      return new PushAnswer.Unknown(known.what(), revision);
    }
    throw known;
  }

  private EnvironmentException common(IOException fault, String text) {
    String project = target.project() + " at " + server;
    // JGit takes a page for a list of refs; what it says can be anything.
    if (text.contains("invalid advertisement of") || text.contains("smart http")) {
      return EnvironmentException.lasting(
          "the server answered with a page instead of Git for " + project,
          "the address may name a login page or a proxy instead of Gerrit; open it in a browser",
          fault);
    }
    Matcher status = STATUS.matcher(text);
    if (status.find()) {
      return ofStatus(status.group(1), fault, project);
    }
    if (text.contains("server key did not validate")) {
      return EnvironmentException.lasting(
          "the SSH server at " + server + " is not in ~/.ssh/known_hosts, or with another key",
          "compare its key with what Gerrit's administrators say, then add it there, as"
              + " ssh-keyscan prints it; a retry will not help",
          fault);
    }
    if (text.contains("not authorized")
        || text.contains("authentication")
        || text.contains("auth fail")
        || text.contains("cannot log in")) {
      return EnvironmentException.lasting(
          "Gerrit did not accept the credentials for " + project,
          server.isSsh()
              ? "check the account's SSH key in Gerrit and the key files in ~/.ssh here"
              : "check GERRIT_USERNAME and GERRIT_PASSWORD (Gerrit's HTTP credentials, not the"
                  + " login password), ~/.netrc or .gitcookies",
          fault);
    }
    // Gerrit does not tell a project that is not there from one that the account may not see.
    if (fault instanceof NoRemoteRepositoryException
        || text.contains("not found")
        || text.contains("not permitted")
        || text.contains(": 403")) {
      return EnvironmentException.lasting(
          "project " + project + " was not found, or the account may not read it",
          "check target.project in the configuration and the right 'Read' on that project; a retry"
              + " will not help",
          fault);
    }
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return EnvironmentException.lasting(
            "no trusted connection to " + server + ": " + cause.getMessage(),
            "import the server's certificate into Java's trust store, or name another one with"
                + " -Djavax.net.ssl.trustStore in JAVA_TOOL_OPTIONS",
            fault);
      }
      if (cause instanceof UnknownHostException || cause instanceof ConnectException) {
        return EnvironmentException.passing(
            "cannot reach " + server + ": " + cause.getMessage(),
            "check gerrit.url in the configuration and the network; a retry may help",
            fault);
      }
    }
    return EnvironmentException.passing(failed(fault, project), "a retry may help", fault);
  }

  private static EnvironmentException ofStatus(String status, IOException fault, String project) {
    String what = failed(fault, project);
    return switch (status) {
      case "407" ->
          EnvironmentException.lasting(
              what, "a proxy on the way wants to know who asks; a retry will not help", fault);
      case "429" ->
          EnvironmentException.passing(what, "the server limits requests: run again later", fault);
      default ->
          status.startsWith("5")
              ? EnvironmentException.passing(what, "a retry may help", fault)
              : EnvironmentException.lasting(
                  what, "the server's own words say why; a retry will not help", fault);
    };
  }

  private static String failed(IOException fault, String project) {
    return "Git failed on " + project + ": " + fault.getMessage();
  }

  private static String text(Exception fault) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      text.append(cause.getMessage()).append('\n');
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
