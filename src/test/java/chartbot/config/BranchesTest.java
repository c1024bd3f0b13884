package chartbot.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "master",
        "refs/heads/master",
        "feature/x",
        "release-1.0",
        "a@b",
        "a.b",
        "a\"b",
        "é"
      })
  void whatGitTakesForABranchIsOne(String name) {
    assertThat(Validators.branch(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%b", "50%", "refs/heads/%wip"})
  void whatAPushForReviewCannotNameIsNone(String name) {
    assertThat(Validators.branch(name))
        .contains("holds a '%', after which Gerrit reads options of a push");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/a", "a/", "a//b", "/", ".a", "a/.b", "a..b", "a.", "a.lock", "a@{b", "a b", "a~b",
        "a^b", "a:b", "a?b", "a*b", "a[b", "a\\b", "a\nb", "a\u007f"
      })
  void whatGitRefusesIsNone(String name) {
    assertThat(Validators.branch(name)).contains("is not a legal branch name");
  }
}
