package chartbot.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlsFaultTest {

  private static final String SERVER = "https://gerrit.example.com";

  static Stream<Exception> aboutCertificates() {
    return Stream.of(
        new CertificateException("unknown"), new CertPathValidatorException("expired"));
  }

  static Stream<Exception> passing() {
    return Stream.of(
        new SSLHandshakeException("Remote host terminated the handshake"),
        (Exception) new SSLException("Connection reset").initCause(new SocketException("reset")),
        (Exception) new SSLException("Unexpected end").initCause(new EOFException("end")));
  }

  @ParameterizedTest
  @MethodSource("aboutCertificates")
  void aCertificateThatIsNotTrustedStaysSo(Exception why) {
    Throwable fault =
        new IOException("cannot open", new SSLHandshakeException("PKIX").initCause(why));

    EnvironmentException found = TlsFault.in(fault, SERVER).orElseThrow();

    assertThat(found.retryable()).isFalse();
    assertThat(found).hasMessage("no trusted connection to " + SERVER + ": PKIX");
    assertThat(found.hint().orElse("")).contains("import the server's certificate");
  }

  @ParameterizedTest
  @MethodSource("passing")
  void aConnectionThatBrokeMayHoldTheNextTime(Exception fault) {
    EnvironmentException found = TlsFault.in(new IOException(fault), SERVER).orElseThrow();

    assertThat(found.retryable()).isTrue();
    assertThat(found.hint().orElse("")).doesNotContain("import");
  }

  @Test
  void whatIsNotOfTlsIsNot() {
    assertThat(TlsFault.in(new IOException(new SocketException("reset")), SERVER))
        .isEqualTo(Optional.empty());
  }
}
