package chartbot.bench;

import chartbot.sandbox.GerritRest;
import chartbot.sandbox.GerritServer;
import chartbot.sandbox.SandboxHome;
import com.google.gson.JsonElement;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Whole processes of chartbot and of native Git on one real Gerrit, against the targets. */
final class ProcessBenchmark {

  private static final BenchChart SMALL = new BenchChart("small", 40, 600, 100, 0);
  private static final BenchChart LARGE = new BenchChart("large", 3000, 20_000, 600, 60);

  private final Map<String, List<Figure>> figures = new LinkedHashMap<>();
  private final StringBuilder table =
      new StringBuilder("| what | target | figure | CPU |\n|---|---|---|---|\n");
  private final int rounds;
  private final GerritServer gerrit;
  private final GerritRest admin;
  private final NativeGit git;
  private final Chartbot chartbot;
  private int tag = 1;

  private ProcessBenchmark(GerritServer gerrit, int rounds, Path java) throws Exception {
    Path work = Files.createTempDirectory("chartbot-bench-");
    TimedProcesses processes = new TimedProcesses(work);
    this.rounds = rounds;
    this.gerrit = gerrit;
    this.admin = gerrit.rest("admin", "secret");
    this.git = new NativeGit(processes, work, gerrit.url());
    this.chartbot = new Chartbot(processes, work, java, gerrit.url());
    gerrit
        .admin()
        .createAccount(TimedProcesses.USER, "The bot", "bot@example.com", TimedProcesses.PASSWORD);
    ChartSeed seed = new ChartSeed(gerrit, processes, work);
    seed.seed(SMALL);
    seed.seed(LARGE);
  }

  /**
   * @param args how many rounds; the home of the Java that runs chartbot
   */
  public static void main(String[] args) throws Exception {
    SandboxHome home = SandboxHome.discover(System.getenv());
    try (GerritServer gerrit =
        GerritServer.start(home, GerritServer.DEFAULT_VERSION, System.out::println)) {
      new ProcessBenchmark(gerrit, Integer.parseInt(args[0]), Path.of(args[1])).run();
    }
  }

  private void run() throws Exception {
    load("before");
    for (int round = 0; round <= rounds; round++) {
      updates(SMALL);
      updates(LARGE);
      images();
      if (round == 0) {
        figures.clear(); // it has filled the caches
      }
    }
    for (String chart : List.of("small", "large")) {
      ratio(
          chart + ": first push, verified, against a native push with the same questions",
          5,
          chart + " first",
          chart + " native");
      ratio(
          chart + ": the same verified, against not verified",
          chart.equals("small") ? 1.4 : 1.6,
          chart + " first",
          chart + " not verified");
      seconds(chart + " first");
      seconds(chart + " newer");
      seconds(chart + " repeat");
    }
    row("large: peak MiB of the largest process", "150", median("large first", Figure::mib));
    ratio("large: 500 images in one run against one", 2, "500 images", "large first");
    requests();
    targets();
    openChanges(SMALL);
    openChanges(LARGE);
    race();
    load("after");
    System.out.println(table);
    Files.writeString(
        Files.createDirectories(Path.of("target/bench")).resolve("processes.md"), table);
  }

  private void updates(BenchChart chart) throws Exception {
    String name = chart.project();
    String image = image(chart);
    take(name + " first", chartbot.update(chart, image));
    take(name + " newer", chartbot.update(chart, image + "0"));
    take(name + " repeat", chartbot.update(chart, image + "0"));
    clean(chart);
    take(name + " not verified", chartbot.update(chart, "--no-verify", image(chart)));
    clean(chart);
    take(name + " native", git.asking(chart, tag++));
    clean(chart);
  }

  private void images() throws Exception {
    String[] images =
        IntStream.range(0, 500)
            .mapToObj(i -> "bench-" + i + ":2.0.0-" + tag)
            .toArray(String[]::new);
    take("500 images", chartbot.update(LARGE, images));
    clean(LARGE);
  }

  /** What goes over the wire, the first time with what a new URL needs. */
  private void requests() throws Exception {
    try (CountingProxy proxy = new CountingProxy(gerrit.url())) {
      Chartbot counted = chartbot.at(proxy.url());
      counted.update(SMALL, image(SMALL));
      clean(SMALL);
      String image = image(SMALL);
      for (String kind : List.of("first push:1/4", "newer tag:1/4", "repeat:0/2")) {
        proxy.reset();
        counted.update(SMALL, kind.startsWith("first") ? image : image + "0");
        String[] parts = kind.split("[:/]", -1);
        row(parts[0] + ": pushes", parts[1], proxy.pushes());
        row(parts[0] + ": REST requests", parts[2], proxy.rest());
        row(parts[0] + ": HTTP requests, Git's included", "", proxy.all());
      }
      clean(SMALL);
    }
  }

  private void targets() throws Exception {
    List<String> branches = IntStream.range(0, 20).mapToObj(i -> "b" + i).toList();
    git.branch(SMALL, branches);
    for (int round = 0; round <= rounds; round++) {
      String image = image(SMALL);
      Figure one = chartbot.onBranches(SMALL, branches.subList(0, 1)).update(image);
      clean(SMALL);
      Figure all = chartbot.onBranches(SMALL, branches).update(image);
      clean(SMALL);
      if (round > 0) {
        take("1 target", one);
        take("20 targets", all);
      }
    }
    ratio("20 targets of one project against one", 4, "20 targets", "1 target");
  }

  private void openChanges(BenchChart chart) throws Exception {
    String name = chart.project();
    for (int open : List.of(10, 100)) {
      git.propose(chart, open, tag++);
      for (String command : List.of("refresh", "status")) {
        String what = name + ": " + command + " over " + open + " changes";
        for (int round = 0; round <= rounds; round++) {
          Figure figure = chartbot.run(chart, command);
          if (round > 0) {
            take(what, figure);
          }
        }
        seconds(what);
        try (CountingProxy proxy = new CountingProxy(gerrit.url())) {
          chartbot.at(proxy.url()).run(chart, command);
          row(what + ", HTTP requests", "same", proxy.all());
        }
      }
      // Else refresh had something to do: its times would be those of pushes.
      row(name + ": patch sets after refresh", "" + open, patchSets(chart));
      clean(chart);
    }
    for (String command : List.of("refresh", "status")) {
      String what = name + ": " + command;
      row(
          what + ", ms a change more",
          "20",
          1000 * perChange(what, Figure::wall),
          1000 * perChange(what, Figure::cpu));
    }
  }

  private double perChange(String what, ToDoubleFunction<Figure> part) {
    return (median(what + " over 100 changes", part) - median(what + " over 10 changes", part))
        / 90;
  }

  private void race() throws Exception {
    List<Process> all = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      all.add(chartbot.start(SMALL, "bench-7:3.0.0-" + i));
    }
    int failed = 0;
    for (Process each : all) {
      failed += each.waitFor() == 0 ? 0 : 1;
    }
    row("12 processes on one image: patch sets", "3", patchSets(SMALL));
    row("12 processes on one image: failed", "0", failed);
  }

  private int patchSets(BenchChart chart) throws Exception {
    int patchSets = 0;
    for (JsonElement change : open(chart, "&o=ALL_REVISIONS")) {
      patchSets += change.getAsJsonObject().getAsJsonObject("revisions").size();
    }
    return patchSets;
  }

  /** Whoever else works on the machine makes every time longer. */
  private void load(String when) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    row("load of the machine, " + when, "", load);
  }

  private String image(BenchChart chart) {
    tag++;
    return "bench-" + (tag % chart.images()) + ":2.0.0-" + tag;
  }

  private Iterable<JsonElement> open(BenchChart chart, String more) throws Exception {
    return admin.get("/changes/?q=status:open+project:" + chart.project() + more).getAsJsonArray();
  }

  private void clean(BenchChart chart) throws Exception {
    for (JsonElement change : open(chart, "")) {
      admin.delete("/changes/" + change.getAsJsonObject().get("_number").getAsLong());
    }
  }

  private void take(String what, Figure figure) {
    figures.computeIfAbsent(what, w -> new ArrayList<>()).add(figure);
  }

  private double median(String what, ToDoubleFunction<Figure> part) {
    double[] all =
        figures.getOrDefault(what, List.of()).stream().mapToDouble(part).sorted().toArray();
    return all[all.length / 2];
  }

  private void ratio(String what, double most, String measured, String against) {
    row(
        what,
        Double.toString(most),
        median(measured, Figure::wall) / median(against, Figure::wall),
        median(measured, Figure::cpu) / median(against, Figure::cpu));
  }

  private void seconds(String what) {
    row(what + ", s", "", median(what, Figure::wall), median(what, Figure::cpu));
  }

  private void row(String what, String target, double wall, double cpu) {
    table.append(
        String.format(Locale.ROOT, "| %s | %s | %.2f | %.2f |%n", what, target, wall, cpu));
  }

  private void row(String what, String target, double figure) {
    table.append(String.format(Locale.ROOT, "| %s | %s | %.2f | |%n", what, target, figure));
  }
}
