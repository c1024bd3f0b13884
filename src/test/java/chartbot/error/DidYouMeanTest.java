package chartbot.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

  private static final List<String> WORDS =
      List.of("reviewers", "hashtags", "topic", "cc", "tag-pattern", "eric-enm-models-custom");

  @ParameterizedTest
  @CsvSource({
    "reviewrs, reviewers",
    "hastag, hashtags",
    "tpoic, topic",
    "TagPattern, tag-pattern",
    "tag_pattern, tag-pattern",
    "c, cc",
    "eric-enm-model-custom, eric-enm-models-custom"
  })
  void aMisspeltWordLeadsToTheOneMeant(String word, String meant) {
    assertThat(DidYouMean.to(word, WORDS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"x", "memory", "abcdefgh", "zz"})
  void aWordThatIsNearNoneLeadsNowhere(String word) {
    assertThat(DidYouMean.to(word, WORDS)).isEmpty();
    assertThat(DidYouMean.hint(word, WORDS)).isEmpty();
  }
}
