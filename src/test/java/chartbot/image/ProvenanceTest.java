package chartbot.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenanceTest {

  private static final String OLD = "a".repeat(40);
  private static final String NEW = "b".repeat(40);

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/m.git, https://github.com/acme/m/compare/OLD...NEW",
    "https://gitlab.example.com/acme/m, https://gitlab.example.com/acme/m/-/compare/OLD...NEW",
    "https://g.example/plugins/gitiles/m, https://g.example/plugins/gitiles/m/+log/OLD..NEW",
    "https://git.example.com/m/, https://git.example.com/m",
  })
  void linksToWhereTheHostShowsTheCommits(String source, String link) {
    assertThat(provenance(source, OLD, source, NEW).link())
        .contains(link.replace("OLD", OLD).replace("NEW", NEW));
  }

  @Test
  void aRepositoryThatHasMovedGivesNoRange() {
    Provenance moved = provenance("https://a.example/m", OLD, "https://b.example/m", NEW);

    assertThat(moved.text()).isEqualTo("commits bbbbbbbbbbbb of https://b.example/m");
  }

  @Test
  void theSameCommitBuiltAgainGivesNoRange() {
    assertThat(provenance("https://a.example/m", NEW, "https://a.example/m", NEW).range())
        .contains("bbbbbbbbbbbb");
  }

  @Test
  void nothingIsSaidOfImagesWithoutLabels() {
    assertThat(Provenance.UNKNOWN.text()).isEmpty();
  }

  private static Provenance provenance(
      String oldSource, String oldRevision, String newSource, String newRevision) {
    return new Provenance(
        origin(oldSource, oldRevision), origin(newSource, newRevision), List.of());
  }

  private static ImageOrigin origin(String source, String revision) {
    return ImageOrigin.of(
        new ImageDetails(
            Map.of(
                "org.opencontainers.image.source",
                source,
                "org.opencontainers.image.revision",
                revision),
            Optional.empty()));
  }
}
