package chartbot.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildFactsTest {

  private static final String COMMIT = "2".repeat(40);

  @Test
  void theBuildSaysMoreThanTheLabels() {
    BuildFacts facts =
        BuildFacts.of(
            Map.of(
                "BUILD_URL", "https://ci.example.com/job/models/7/",
                "GIT_URL", "ssh://jenkins@gerrit.example.com:29418/OSS/models",
                "GIT_COMMIT", COMMIT,
                "CHANGELOG", "ENM-1: faster\n\n  ENM-2: smaller \n"));
    ImageOrigin old = origin("ssh://gerrit.example.com:29418/OSS/models", "1".repeat(40));

    Provenance provenance =
        Provenance.between(
            old,
            origin("https://elsewhere.example.com/x", "3".repeat(40)),
            Optional.of(facts),
            (from, to) -> List.of("ENM-2: smaller", "ENM-3: " + from.revision().orElse("")));

    assertThat(provenance.to().source()).isEqualTo(old.source());
    assertThat(provenance.range()).contains("111111111111..222222222222");
    assertThat(provenance.text())
        .isEqualTo(
            "commits 111111111111..222222222222, build https://ci.example.com/job/models/7/");
    assertThat(provenance.changes())
        .containsExactly("ENM-1: faster", "ENM-2: smaller", "ENM-3: " + "1".repeat(40));
  }

  @Test
  void whatIsNotOfTheExpectedFormIsDropped() {
    BuildFacts facts =
        BuildFacts.of(
            Map.of(
                "BUILD_URL", "javascript:alert(1)",
                "GIT_URL", "--upload-pack=reboot",
                "GIT_COMMIT", "HEAD; reboot",
                "CHANGELOG", "a\u001b[31m\n".repeat(100)));

    assertThat(facts.build()).isEmpty();
    assertThat(facts.source()).isEmpty();
    assertThat(facts.revision()).isEmpty();
    assertThat(facts.changelog()).hasSize(20).noneMatch(line -> line.contains("\u001b"));
  }

  private static ImageOrigin origin(String source, String revision) {
    return new ImageOrigin(
        Optional.of(source), Optional.of(revision), Optional.empty(), Optional.empty());
  }
}
