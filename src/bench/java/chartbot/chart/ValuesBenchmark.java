package chartbot.chart;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** How long edits of large values files take, proof included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class ValuesBenchmark {

  @Param({"1000", "20000", "100000"})
  int lines;

  private ChartFiles chart = new OneFile(new byte[0]);

  @Setup
  public void write() {
    chart = new OneFile(LargeValues.of(lines, 0));
  }

  @Benchmark
  public Object bumpOne() throws UserException {
    return bump(1);
  }

  /** 500, or every image of a smaller file. */
  @Benchmark
  public Object bump500InOnePass() throws UserException {
    return bump(Math.min(500, LargeValues.images(lines)));
  }

  @Benchmark
  public Object addOneWithJob() throws UserException {
    return edit(List.of(new Image("eric-enm-models-new-service", "1.0.0-1")), true);
  }

  private Object bump(int count) throws UserException {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(new Image("service-" + i, "2.0.0-1"));
    }
    return edit(images, false);
  }

  private Object edit(List<Image> images, boolean withJob) throws UserException {
    Jobs jobs = new Jobs(JobSettings.defaults(), Map.of());
    EditRequest request =
        new EditRequest(
            images, ImageRules.defaults(), jobs, EditRequest.IfMissing.ADD, withJob, false);
    return ValuesEditor.edit(chart, request, new Markers(chart, request, Deployments.unknown()))
        .edits();
  }

  private record OneFile(byte[] bytes) implements ChartFiles {
    @Override
    public Optional<byte[]> read(String path) {
      return Optional.of(bytes);
    }

    @Override
    public List<String> paths(String folder) {
      return List.of();
    }
  }
}
