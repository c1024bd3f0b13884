package chartbot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

  private static final Map<String, String> NONE = Map.of();

  @TempDir Path home;

  @Test
  void theEnvironmentComesFirst() throws Exception {
    Files.writeString(home.resolve(".netrc"), "machine g.example.com login n password p\n");

    assertThat(
            Credentials.find(
                "g.example.com", Map.of("GERRIT_USERNAME", "e", "GERRIT_PASSWORD", "s"), home))
        .contains(new Credentials("e", "s"));
  }

  @Test
  void onlyPinnedHostsGetCredentialsWhereverTheyAreFrom() throws Exception {
    Files.writeString(home.resolve(".netrc"), "default login n password p\n");
    Map<String, String> variables =
        Map.of(
            "GERRIT_USERNAME", "e",
            "GERRIT_PASSWORD", "s",
            "CHARTBOT_GERRIT_HOSTS", "g.example.com, git.example.com");

    assertThat(Credentials.find("G.example.com", variables, home)).isPresent();
    assertThat(Credentials.stored("git.example.com", variables, home)).isPresent();
    for (String other : List.of("evil.example.com", "g.example.com.evil.org", "example.com")) {
      for (ThrowingCallable find :
          List.<ThrowingCallable>of(
              () -> Credentials.find(other, variables, home),
              () -> Credentials.stored(other, variables, home),
              () ->
                  Credentials.find(
                      other, Map.of("CHARTBOT_GERRIT_HOSTS", "g.example.com"), home))) {
        assertThatThrownBy(find)
            .isInstanceOf(EnvironmentException.class)
            .hasMessage(
                other + " is not listed in CHARTBOT_GERRIT_HOSTS, so it gets no credentials");
      }
    }
  }

  @Test
  void anotherHostThanGerritsGetsNothingFromTheVariables() throws Exception {
    Map<String, String> variables = Map.of("GERRIT_USERNAME", "e", "GERRIT_PASSWORD", "s");
    assertThat(Credentials.stored("git.example.com", variables, home)).isEmpty();

    Files.writeString(home.resolve(".netrc"), "machine git.example.com login n password p\n");

    assertThat(Credentials.stored("git.example.com", variables, home))
        .contains(new Credentials("n", "p"));
  }

  @Test
  void netrcComesBeforeCookies() throws Exception {
    Files.writeString(home.resolve(".netrc"), "machine g.example.com login n password p\n");
    Files.writeString(home.resolve(".gitcookies"), cookie("g.example.com", "FALSE", "git-c=q"));

    assertThat(Credentials.find("g.example.com", NONE, home)).contains(new Credentials("n", "p"));
    assertThat(Credentials.find("other.example.com", NONE, home)).isEmpty();
  }

  @Test
  void netrcIsReadAsCurlReadsIt() throws Exception {
    Files.writeString(
        home.resolve(".netrc"),
        """
        # machine g.example.com login wrong password wrong
        macdef init
        machine g.example.com login macro password macro

        machine other.example.com
          login o
          password o
        machine G.example.com login n
          account x
          password "a \\"b\\" c"
        default login anonymous password guest
        """);

    assertThat(Credentials.find("g.example.com", NONE, home))
        .contains(new Credentials("n", "a \"b\" c"));
    assertThat(Credentials.find("third.example.com", NONE, home))
        .contains(new Credentials("anonymous", "guest"));
  }

  @Test
  void aUserNameAloneChoosesItsNetrcEntry() throws Exception {
    Files.writeString(
        home.resolve(".netrc"),
        "machine g.example.com login a password 1\nmachine g.example.com login b password 2\n");
    Map<String, String> b = Map.of("GERRIT_USERNAME", "b");
    Map<String, String> c = Map.of("GERRIT_USERNAME", "c");

    assertThat(Credentials.find("g.example.com", b, home)).contains(new Credentials("b", "2"));
    assertThatThrownBy(() -> Credentials.find("g.example.com", c, home))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("GERRIT_USERNAME is set, but GERRIT_PASSWORD is not");
  }

  @Test
  void aPasswordWithoutUserNameIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> Credentials.find("g", Map.of("GERRIT_PASSWORD", "hunter2"), home))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("GERRIT_PASSWORD is set, but GERRIT_USERNAME is not");
  }

  @Test
  void cookiesCountForTheirHostAndWhereTheySaySoForHostsBelow() throws Exception {
    Files.writeString(
        home.resolve(".gitcookies"),
        "# a comment\n"
            + cookie("g.example.com", "FALSE", "git-a=1//x=y")
            + cookie(".example.org", "TRUE", "git-b=2"));

    assertThat(Credentials.find("g.example.com", NONE, home))
        .contains(new Credentials("git-a", "1//x=y"));
    assertThat(Credentials.find("h.example.org", NONE, home))
        .contains(new Credentials("git-b", "2"));
    assertThat(Credentials.find("x.g.example.com", NONE, home)).isEmpty();
    assertThat(Credentials.find("evilexample.org", NONE, home)).isEmpty();
  }

  @Test
  void gitsConfigurationNamesTheCookieFile() throws Exception {
    Files.writeString(
        home.resolve(".gitconfig"),
        "[user]\n\tname = x\n[http]\n\tproxy = p\n\tcookieFile = ~/secret/cookies\n");
    Files.createDirectory(home.resolve("secret"));
    Files.writeString(home.resolve("secret/cookies"), cookie("g.example.com", "FALSE", "git-a=1"));

    assertThat(Credentials.find("g.example.com", NONE, home))
        .contains(new Credentials("git-a", "1"));
  }

  @Test
  void theirTextHidesThePassword() {
    assertThat(new Credentials("bot", "hunter2")).hasToString("bot:***");
  }

  private static String cookie(String domain, String below, String value) {
    return String.join("\t", domain, below, "/", "TRUE", "2147483647", "o", value) + "\n";
  }
}
