package chartbot.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.update.PushResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gerrit's words to a push, as seen on 3.10.2 and in its sources, and what becomes of them. */
class PushReadingTest {

  private final PushReading reading =
      new PushReading(
          new GitServer("https://gerrit.example.com", Optional.empty(), Optional.empty()),
          GitChartRepositoryTest.target("master", ""));

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no new changes | NothingNew",
        "commit(s) already exists (as current patchset) | NothingNew",
        "change https://gerrit.example.com/c/p/+/12 closed | Closed",
        "I0123456789012345678901234567890123456789 has duplicates | DuplicateChangeId",
        "LOCK_FAILURE | Regenerate",
        "no common ancestry | Regenerate",
        "change 22 missing revisions | Invisible",
        "internal server error: Error inserting change/patchset | Regenerate",
        "change was modified concurrently | Regenerate"
      })
  void theLifecycleGoesOnFrom(String reason, String answer) throws Exception {
    assertThat(reading.refused(reason, ""))
        .extracting(a -> a.getClass().getSimpleName())
        .isEqualTo(answer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "prohibited by Gerrit: not permitted: create change on refs/heads/master | 'Push' on"
            + " refs/for",
        "prohibited by Gerrit: project state does not permit write | project is read-only",
        "commit 1a2b3c4: invalid author | commit.author",
        "commit 1a2b3c4: invalid committer | commit.author",
        "commit 1a2b3c4: missing Change-Id in message footer | message-template",
        "commit 1a2b3c4: invalid Change-Id line format in message footer | message-template",
        "commit 1a2b3c4: not Signed-off-by author/committer/uploader in message footer |"
            + " Signed-off-by",
        "too many commits (12345) | limits commits per push",
        "branch nope not found | targets[].branch",
        "topic can't contain quotation marks | --topic or review.topic",
        "cannot add patch set to 12. | somebody else's",
        "exceeding quota: 10 | over its quota",
        "Account 'x' does not identify a registered user or group | review.reviewers"
      })
  void everyRefusalSaysWhatToDo(String reason, String hint) {
    assertThatThrownBy(() -> reading.refused(reason, "Processing changes: refs: 1\n"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("Gerrit refused the push to refs/for/master of charts.git")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("Processing changes")
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isFalse())
        .satisfies(e -> assertThat(((EnvironmentException) e).hint().orElse("")).contains(hint));
  }

  @Test
  void aValidatorsOwnWordsAreShown() {
    assertThatThrownBy(
            () ->
                reading.refused(
                    "commit 1a2b3c4: blocked", "remote words\nERROR: no ticket in the subject\n"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("commit 1a2b3c4: blocked")
        .hasMessageContaining("\n  remote: ERROR: no ticket in the subject");
  }

  @Test
  void aChangeIsKnownByItsAddress() {
    String url = "https://gerrit.example/c/charts/+/12";

    assertThat(PushReading.accepted("SUCCESS\n  " + url + " Add x [NEW]\n", "abc"))
        .isEqualTo(new PushResult.Accepted(12, url, "abc"));
    assertThat(PushReading.accepted(url + "000000000000 Add x\n", "abc"))
        .isInstanceOf(PushResult.Unknown.class);
  }
}
