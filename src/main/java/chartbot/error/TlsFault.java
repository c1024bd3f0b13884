package chartbot.error;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Distinguishes an untrusted certificate from an encrypted connection that broke. */
public final class TlsFault {

  private TlsFault() {}

  /** What to do about a fault of TLS; empty where it is none. */
  public static Optional<EnvironmentException> in(Throwable fault, String server) {
    Optional<SSLException> tls = Optional.empty();
    boolean untrusted = false;
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (tls.isEmpty() && cause instanceof SSLException found) {
        tls = Optional.of(found);
      }
      untrusted |= isAboutACertificate(cause);
    }
    boolean lasting = untrusted;
    return tls.map(
        found -> lasting ? untrusted(fault, found, server) : broken(fault, found, server));
  }

  private static boolean isAboutACertificate(Throwable cause) {
    return cause instanceof CertificateException
        || cause instanceof CertPathBuilderException
        || cause instanceof CertPathValidatorException;
  }

  private static EnvironmentException untrusted(Throwable fault, SSLException tls, String server) {
    return EnvironmentException.permanent(
        "no trusted connection to " + server + ": " + tls.getMessage(),
        "import the server's certificate into Java's trust store, or name another one with"
            + " -Djavax.net.ssl.trustStore in JAVA_TOOL_OPTIONS",
        fault);
  }

  private static EnvironmentException broken(Throwable fault, SSLException tls, String server) {
    return EnvironmentException.temporary(
        "the encrypted connection to " + server + " broke: " + tls.getMessage(),
        "if it goes on, a proxy on the way or the server's TLS versions may be the reason",
        fault);
  }
}
