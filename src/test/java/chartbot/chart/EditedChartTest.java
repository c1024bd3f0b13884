package chartbot.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditedChartTest {

  @Test
  void aFileThatGoesIsNotSeenAndANewOneIs() {
    ChartFiles before =
        new MapChart().with("values.yaml", "a: 1\n").with("templates/old.yaml", "kind: Job\n");
    ChartEdit edit =
        new ChartEdit(
            List.of(
                FileEdit.removal("templates/old.yaml", "kind: Job\n".getBytes(UTF_8)),
                new FileEdit("templates/new.yaml", Optional.empty(), "new\n".getBytes(UTF_8))),
            List.of(),
            List.of());

    ChartFiles after = new EditedChart(before, edit);

    assertThat(after.read("templates/old.yaml")).isEmpty();
    assertThat(after.paths("")).containsExactly("templates/new.yaml", "values.yaml");
    assertThat(after.readAll("templates/")).containsOnlyKeys("templates/new.yaml");
    assertThat(after.read("values.yaml").orElseThrow()).asString().isEqualTo("a: 1\n");
  }
}
