package chartbot.registry;

import chartbot.error.EnvironmentException;
import chartbot.error.TlsFault;
import chartbot.registry.Transport.Call;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What goes wrong between chartbot and a registry, and what to do about it. */
final class RegistryFaults {

  private static final String CREDENTIALS =
      "check REGISTRY_USERNAME and REGISTRY_PASSWORD, or run 'docker login'";

  private RegistryFaults() {}

  static EnvironmentException unreachable(Call call, IOException fault) {
    return TlsFault.in(fault, call.place())
        .orElseGet(
            () ->
                EnvironmentException.temporary(
                    "cannot reach " + call.place() + ": " + reason(fault),
                    "check registry.url in the configuration and the network",
                    fault));
  }

  /** Whether asking again at once is of any use. */
  static boolean maySucceedLater(IOException fault) {
    return TlsFault.in(fault, "").map(EnvironmentException::retryable).orElse(true);
  }

  static EnvironmentException tooLong(Call call, IOException fault) {
    return EnvironmentException.permanent(
        "unexpected answer from " + call.place() + ": " + fault.getMessage(),
        "check registry.url in the configuration",
        fault);
  }

  static EnvironmentException late(Call call) {
    return EnvironmentException.temporary(
        "no answer from " + call.place() + " in time", null, null);
  }

  static EnvironmentException limited(Call call, Duration wait) {
    return EnvironmentException.temporary(
        "the registry limits requests (429): " + call.place(),
        "retry in " + wait.toSeconds() + " s",
        null);
  }

  static EnvironmentException interrupted(Call call, InterruptedException fault) {
    return EnvironmentException.temporary("interrupted: " + call.place(), null, fault);
  }

  /** An answer with a status that its caller cannot go on from. */
  static EnvironmentException refused(RegistryResponse answer) {
    String where = place(answer) + " (" + answer.status() + ")";
    String detail = answer.message().isEmpty() ? "" : ": " + answer.message();
    return switch (answer.status()) {
      case 401 ->
          EnvironmentException.permanent(
              "the registry did not accept the credentials for " + where + detail,
              CREDENTIALS,
              null);
      case 403 ->
          EnvironmentException.permanent(
              "the registry denied access to " + where + detail, CREDENTIALS, null);
      case 429 ->
          EnvironmentException.temporary(
              "the registry limits requests: " + where + detail, "retry later", null);
      default ->
          answer.status() >= 500
              ? EnvironmentException.temporary(
                  "the registry failed on " + where + detail, null, null)
              : EnvironmentException.permanent(
                  "the registry refused " + where + detail,
                  "check registry.url and registry.repository in the configuration",
                  null);
    };
  }

  static EnvironmentException unexpected(
      RegistryResponse answer, String reason, @Nullable Throwable fault) {
    return EnvironmentException.permanent(
        "unexpected answer from " + place(answer) + ": " + reason,
        "check that registry.url in the configuration is a registry",
        fault);
  }

  private static String place(RegistryResponse answer) {
    return answer.url().getScheme()
        + "://"
        + answer.url().getRawAuthority()
        + answer.url().getRawPath();
  }

  private static String reason(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
        return cause.getMessage();
      }
    }
    return fault.getClass().getSimpleName();
  }
}
