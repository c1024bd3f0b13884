package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  @Test
  void asksHelmOnceAndPassesEveryCheck() throws Exception {
    List<String> asked = new ArrayList<>();

    Rehearsal.play(
        (chart, values) -> {
          asked.add(chart.toString());
          return Rendering.refused("path \"no-chart\" not found");
        });

    assertThat(asked).containsExactly("no-chart");
    assertThat(Manifests.in(Rehearsal.MANIFEST).read())
        .singleElement()
        .satisfies(
            manifest -> {
              assertThat(manifest.isJob()).isTrue();
              assertThat(JobChecks.check(manifest)).isEmpty();
            });
  }
}
