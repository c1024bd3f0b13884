package chartbot.git;

import chartbot.chart.FileEdit;
import chartbot.chart.LargeValues;
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

/** How long the differences of large values files take. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class DiffBenchmark {

  @Param({"1000", "20000", "100000"})
  int lines;

  private byte[] before = new byte[0];
  private byte[] oneBumped = new byte[0];
  private byte[] manyBumped = new byte[0];

  @Setup
  public void write() {
    before = LargeValues.of(lines, 0);
    oneBumped = LargeValues.of(lines, 1);
    manyBumped = LargeValues.of(lines, 500);
  }

  @Benchmark
  public String oneTag() {
    return diff(oneBumped);
  }

  /** 500, or every image of a smaller file. */
  @Benchmark
  public String tagsOf500() {
    return diff(manyBumped);
  }

  private String diff(byte[] after) {
    return new GitTextDiff()
        .unified(List.of(new FileEdit("values.yaml", Optional.of(before), after)));
  }
}
