package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a comment with a rendered difference says. */
class CommentsTest {

  @Test
  void aDifferenceIsShownAsItIs() {
    assertThat(Comments.text("-a: 1\n+a: 2\n"))
        .isEqualTo("What this changes in the rendered manifests:\n\n    -a: 1\n    +a: 2\n");
  }

  @Test
  void aLongOneOfManyShortLinesStaysWithinWhatGerritTakesAndSaysSo() {
    String text = Comments.text("+\n".repeat(9_000));

    assertThat(text).hasSizeLessThan(16 * 1024).endsWith("in the report of the run\n");
  }
}
