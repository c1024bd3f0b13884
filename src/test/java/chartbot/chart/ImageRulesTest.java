package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRulesTest {

  private static final String DIGEST = "sha256:" + "0a".repeat(32);

  private final ImageRules rules = ImageRules.defaults();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "svc:1.2.3-4",
        "r.example/svc:1.2.3-4",
        "r.example:5000/proj-enm/svc:1.2.3-4",
        "localhost:5000/a/b_c/d.e/svc:1.2.3-4",
        "[::1]:5000/svc:1.2.3-4"
      })
  void registryAndPathAreDropped(String text) throws UserException {
    assertThat(rules.parse(text)).isEqualTo(new Image("svc", "1.2.3-4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc:1.2.3-4",
        "/svc:1.2.3-4",
        "a//svc:1.2.3-4",
        "a/../svc:1.2.3-4",
        "a b/svc:1.2.3-4",
        "https://r.example/svc:1.2.3-4",
        "r.example:port/svc:1.2.3-4",
        "a/b:1/svc:1.2.3-4",
        "svc",
        "svc@" + "sha256:0a",
        "svc:1.2.3-4@sha256:0a",
        "svc:1.2.3-4@md5:0a",
        "svc:latest",
        ":1.2.3-4"
      })
  void whatIsNoLegalReferenceIsRefused(String text) {
    assertThatThrownBy(() -> rules.parse(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void aDigestIsKept() throws UserException {
    assertThat(rules.parse("r.example/svc:1.2.3-4@" + DIGEST))
        .isEqualTo(new Image("svc", "1.2.3-4", Optional.of(DIGEST)));
  }

  @Test
  void aLongReferenceNeitherOverflowsNorTakesLong() {
    assertThatThrownBy(() -> rules.parse("a/".repeat(100_000) + "svc:1.2.3-4"))
        .isInstanceOf(UserException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3-9, 1.2.3-10, true",
    "1.2.3-10, 1.2.3-9, false",
    "1.2.3-4, 1.2.3-4, false",
    "1.2.3-4, VERSION, false",
    "1.2.3-4, latest, false",
    "1.2.3-4, 2.0.0-SNAPSHOT, false",
    "latest, 1.2.3-4, true",
  })
  void aTagThatDoesNotMatchThePatternIsNeverNewer(String tag, String than, boolean older) {
    assertThat(rules.isOlder(tag, than)).isEqualTo(older);
  }

  @ParameterizedTest
  @CsvSource({
    "images, images",
    "a.b, a|b",
    "my\\.key.images, my.key|images",
    "a\\\\.b, a\\|b",
    "a\\b, a\\b"
  })
  void aBackslashMakesADotAPartOfAKey(String path, String keys) {
    ImageRules dotted =
        new ImageRules("p-", Set.of(), Pattern.compile(".+"), path, List.of("values.yaml"));

    assertThat(String.join("|", dotted.keys())).isEqualTo(keys);
  }
}
