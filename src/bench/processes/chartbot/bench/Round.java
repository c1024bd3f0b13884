package chartbot.bench;

import chartbot.sandbox.GerritRest;
import com.google.gson.JsonElement;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Each contender once on each chart, so that what moves with the machine moves for all. */
final class Round {

  /** Where and with what all rounds run; tags go up from round to round. */
  record Bench(
      List<BenchChart> charts,
      List<Chartbot> chartbots,
      NativeGit git,
      GerritRest admin,
      Path work,
      AtomicInteger tags) {}

  /** Takes down what a contender has taken. */
  interface Meter {

    /** The next contender begins. */
    void reset();

    void took(String chart, String contender, Figure figure);
  }

  private interface Run {
    Figure go() throws Exception;
  }

  private final Bench bench;
  private final URI url;
  private final Meter meter;

  Round(Bench bench, URI url, Meter meter) {
    this.bench = bench;
    this.url = url;
    this.meter = meter;
  }

  void run() throws Exception {
    for (BenchChart chart : bench.charts()) {
      Path folder = Files.createDirectories(bench.work().resolve(chart.project()));
      for (Chartbot chartbot : bench.chartbots()) {
        updates(chart, chartbot, folder, true);
        updates(chart, chartbot, folder, false);
        batches(chart, chartbot, folder);
      }
      natives(chart, folder);
    }
    for (Chartbot chartbot : bench.chartbots()) {
      String java = chartbot.java().version();
      measure("start", Names.version(java), chartbot::version);
      measure("start", Names.javaAlone(java), chartbot::javaAlone);
    }
  }

  private void updates(BenchChart chart, Chartbot chartbot, Path folder, boolean verified)
      throws Exception {
    String java = chartbot.java().version();
    Path cold = Files.createTempDirectory(folder, "cold-");
    Path warm = folder.resolve("warm-" + java);
    List<String> first = image(chart);
    measure(
        chart.project(),
        Names.update(java, "first push, cold", verified),
        () -> chartbot.update(chart, url, cold, verified, first));
    clean(chart);
    measure(
        chart.project(),
        Names.update(java, "first push, warm", verified),
        () -> chartbot.update(chart, url, warm, verified, first));
    List<String> second = List.of(first.get(0) + "0"); // of the same image, the newer tag
    for (String kind : List.of("new patch set, warm", "repeat, warm")) {
      measure(
          chart.project(),
          Names.update(java, kind, verified),
          () -> chartbot.update(chart, url, warm, verified, second));
    }
    clean(chart);
  }

  private void batches(BenchChart chart, Chartbot chartbot, Path folder) throws Exception {
    String java = chartbot.java().version();
    Path warm = folder.resolve("warm-" + java);
    if (chart.images() >= 500) {
      List<String> images = images("bench-", 500);
      measure(
          chart.project(),
          Names.update(java, "500 images, first push, warm", false),
          () -> chartbot.update(chart, url, warm, false, images));
      clean(chart);
    }
    if (chart.templates() > 0) {
      List<String> models = images("eric-enm-models-new-", 100);
      measure(
          chart.project(),
          Names.update(java, "100 new models, first push, warm", false),
          () -> chartbot.update(chart, url, warm, false, models));
      clean(chart);
    }
  }

  private void natives(BenchChart chart, Path folder) throws Exception {
    NativeGit git = bench.git();
    int tag = bench.tags().incrementAndGet();
    measure(chart.project(), Names.SCRIPT, () -> git.script(chart, url, folder, tag));
    clean(chart);
    String pushed = git.commit(chart, url, folder, tag);
    measure(chart.project(), Names.ASKING, () -> git.asking(chart, url, folder, pushed));
    clean(chart);
    measure(chart.project(), Names.FLOOR, () -> git.floor(chart, url, folder, pushed));
    clean(chart);
    measure(chart.project(), Names.CLONE, () -> git.bareClone(chart, url, folder, tag));
  }

  private void measure(String chart, String contender, Run run) throws Exception {
    meter.reset();
    meter.took(chart, contender, run.go());
  }

  private List<String> image(BenchChart chart) {
    int tag = bench.tags().incrementAndGet();
    return List.of("bench-" + (tag % chart.images()) + ":2.0.0-" + tag);
  }

  private List<String> images(String prefix, int count) {
    int tag = bench.tags().incrementAndGet();
    return IntStream.range(0, count).mapToObj(i -> prefix + i + ":2.0.0-" + tag).toList();
  }

  private void clean(BenchChart chart) throws Exception {
    for (JsonElement change :
        bench.admin().get("/changes/?q=status:open+project:" + chart.project()).getAsJsonArray()) {
      bench.admin().delete("/changes/" + change.getAsJsonObject().get("_number").getAsLong());
    }
  }
}
