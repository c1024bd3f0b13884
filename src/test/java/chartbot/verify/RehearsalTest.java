package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void rendersAJobThatPassesEveryCheck() throws Exception {
    Renderer helm = new NativeHelm(HelmLibrary.load(Path.of("target", "helm")));
    List<Rendering> renderings = new ArrayList<>();

    Rehearsal.play(
        (chart, values) -> {
          renderings.add(helm.render(chart, values));
          return renderings.get(0);
        });

    assertThat(renderings).hasSize(1);
    assertThat(Manifest.in(renderings.get(0).manifests()))
        .singleElement()
        .satisfies(
            manifest -> {
              assertThat(manifest.isJob()).isTrue();
              assertThat(JobChecks.check(manifest)).isEmpty();
            });
  }
}
