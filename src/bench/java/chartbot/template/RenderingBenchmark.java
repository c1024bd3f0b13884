package chartbot.template;

import chartbot.chart.ImageChange;
import chartbot.chart.ImageRules;
import chartbot.chart.JobImage;
import chartbot.chart.JobSettings;
import chartbot.error.UserException;
import chartbot.target.CommitRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long Job templates and commit messages take. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class RenderingBenchmark {

  private static final CommitRules BUILT_IN = CommitRules.defaults();

  @Param({"1", "500"})
  int images;

  private final List<ImageChange> changes = new ArrayList<>();

  @Setup
  public void name() {
    for (int i = 0; i < images; i++) {
      changes.add(new ImageChange("eric-enm-models-" + i, Optional.of("1.2.3-4"), "1.2.3-5"));
    }
  }

  @Benchmark
  public Object jobTemplates() throws UserException {
    List<String> rendered = new ArrayList<>();
    for (ImageChange image : changes) {
      JobImage job = JobImage.of(image.name(), image.key(), ImageRules.defaults());
      rendered.add(new HandlebarsJobTemplates().render(job, JobSettings.defaults()));
    }
    return rendered;
  }

  @Benchmark
  public String commitMessage() throws UserException {
    return new HandlebarsCommitMessages().render(BUILT_IN, changes, Optional.empty(), List.of());
  }
}
