package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.config.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which credentials go to which host. */
class ConnectionsTest {

  private static final Credentials BOT = new Credentials("bot", "hunter2-secret");

  @TempDir private Path home;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    "https://gerrit.example.com/git",
    "https://GERRIT.example.com:8443",
    "ssh://git.example.com:29418"
  })
  void gitOfGerritsOwnHostAndSshGoAsTheSameAccount(String gitUrl) throws Exception {
    assertThat(connection("https://gerrit.example.com", gitUrl).gitCredentials()).contains(BOT);
  }

  @Test
  void gitOfAnotherHostGetsItsOwnCredentialsOrNone() throws Exception {
    String url = "https://gerrit.example.com";
    assertThat(connection(url, "https://git.example.com").gitCredentials()).isEmpty();

    Files.writeString(home.resolve(".netrc"), "machine git.example.com login n password p\n");

    Connection found = connection(url, "https://git.example.com");
    assertThat(found.credentials()).contains(BOT);
    assertThat(found.gitCredentials()).contains(new Credentials("n", "p"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "http://gerrit.example.com, https://gerrit.example.com, true",
    "https://gerrit.example.com, http://gerrit.example.com, true",
    "http://127.example.com, https://gerrit.example.com, true",
    "https://gerrit.example.com, https://gerrit.example.com, false",
    "http://localhost:8080, http://127.0.0.1:8080, false",
    "http://[::1]:8080, http://[::1]:8080, false"
  })
  void plainHttpIsWarnedAboutOutsideOfThisMachine(String url, String gitUrl, boolean warned)
      throws Exception {
    connection(url, gitUrl);

    assertThat(output.toString(UTF_8).contains(" is plain http: ")).isEqualTo(warned);
  }

  private Connection connection(String url, String gitUrl) throws IOException {
    Path configuration = home.resolve("chartbot.yaml");
    Files.writeString(
        configuration,
        """
        gerrit:
          url: %s
          git-url: %s
        targets:
          - project: charts
            branch: master
        """
            .formatted(url, gitUrl));
    FakeParts parts = new FakeParts(home);
    PrintStream out = new PrintStream(output, true, UTF_8);
    Chartbot.run(parts, List.of("doctor", "--config", configuration.toString()), out, out, false);
    return parts.connection.orElseThrow(() -> new AssertionError(output.toString(UTF_8)));
  }
}
