package chartbot.bench;

import chartbot.sandbox.GerritServer;
import chartbot.sandbox.SandboxHome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures whole processes in alternation against one real Gerrit: chartbot, the script that an
 * engineer would write, and the least that native Git can do.
 */
final class ProcessBenchmark {

  private static final List<BenchChart> CHARTS =
      List.of(
          new BenchChart("small", 40, 600, 60, 0, 0),
          new BenchChart("large", 3000, 20_000, 600, 0, 60),
          new BenchChart("templates", 340, 2000, 300, 300, 0));

  /** The first rounds make the server quick and fill the warm caches. */
  private static final int WARM_UPS = 2;

  private ProcessBenchmark() {}

  /**
   * @param args how many rounds; homes of the Javas that run chartbot, as a path
   */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[0]);
    SandboxHome home = SandboxHome.discover(System.getenv());
    try (GerritServer gerrit =
        GerritServer.start(home, GerritServer.DEFAULT_VERSION, System.out::println)) {
      run(gerrit, rounds, args[1].split(File.pathSeparator, -1));
    }
  }

  private static void run(GerritServer gerrit, int rounds, String[] javas) throws Exception {
    Path root = Path.of("").toAbsolutePath();
    Path work = Files.createTempDirectory("chartbot-bench-");
    TimedProcesses processes = new TimedProcesses(work);
    gerrit
        .admin()
        .createAccount(TimedProcesses.USER, "The bot", "bot@example.com", TimedProcesses.PASSWORD);
    List<Chartbot> chartbots = new ArrayList<>();
    for (String java : javas) {
      chartbots.add(new Chartbot(processes, work, root, JavaHome.of(Path.of(java))));
    }
    ChartSeed seed = new ChartSeed(gerrit, processes, work);
    for (BenchChart chart : CHARTS) {
      seed.seed(chart);
      System.out.println("Seeded " + chart);
    }
    Round.Bench bench =
        new Round.Bench(
            CHARTS,
            chartbots,
            new NativeGit(processes, work),
            gerrit.rest("admin", "secret"),
            work,
            new AtomicInteger());
    Measurements measurements = new Measurements();
    for (int i = 0; i < WARM_UPS; i++) {
      new Round(bench, gerrit.url(), new Unmeasured()).run();
    }
    System.out.println("Measuring " + rounds + " rounds");
    String before = BenchReport.load();
    for (int i = 0; i < rounds; i++) {
      new Round(bench, gerrit.url(), measurements).run();
    }
    String after = BenchReport.load();
    try (CountingProxy proxy = new CountingProxy(gerrit.url())) {
      new Round(bench, proxy.url(), new Unmeasured()).run(); // its URL is new to the caches
      new Round(bench, proxy.url(), measurements.wires(proxy)).run();
    }
    new BenchReport(measurements, chartbots.stream().map(Chartbot::java).toList())
        .write(
            Files.createDirectories(root.resolve("target/bench")),
            "%d rounds; load before %s, after %s".formatted(rounds, before, after));
  }

  private static final class Unmeasured implements Round.Meter {

    @Override
    public void reset() {}

    @Override
    public void took(String chart, String contender, Figure figure) {}
  }
}
