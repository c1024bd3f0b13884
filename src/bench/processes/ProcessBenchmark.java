import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.sandbox.GerritRest;
import chartbot.sandbox.GerritServer;
import chartbot.sandbox.SandboxHome;
import com.google.gson.JsonElement;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures whole processes in alternation against one real Gerrit: chartbot, the script that an
 * engineer would write, and the least that native Git can do.
 */
final class ProcessBenchmark {

  /**
   * @param templates besides the one that lists all images: each deploys one
   */
  private record Chart(
      String project, int files, int valuesLines, int images, int templates, int historyMib) {}

  private record Figure(double wall, double cpu, double mib) {}

  private record Wire(long requests, long received) {}

  private static final List<Chart> CHARTS =
      List.of(
          new Chart("small", 40, 600, 60, 0, 0),
          new Chart("large", 3000, 20_000, 600, 0, 60),
          new Chart("templates", 340, 2000, 300, 300, 0));

  private static final String SCRIPT =
      """
      #!/bin/sh
      # What an engineer would write: url, image, tag, folder, REST address.
      set -e
      git clone -q --depth 1 --branch master "$1" "$4"
      cd "$4"
      sed -i "/name: $2\\$/{n;s/tag: .*/tag: $3/;}" values.yaml
      id=I$(printf '%s' "$2$3" | sha1sum | cut -c1-40)
      git -c user.name=bot -c user.email=bot@example.com commit -qam "Update $2 to $3

      Change-Id: $id"
      git push -q origin HEAD:refs/for/master
      curl -sSf "$5/a/changes/?q=change:$id" | grep -q "$id"
      """
          .replace("\n      Change", "\nChange");

  private static final String FLOOR =
      """
      #!/bin/sh
      # url, commit; in a bare repository that has the tip
      set -e
      git ls-remote -q "$1" refs/heads/master >/dev/null
      git fetch -q --depth 1 "$1" refs/heads/master
      git push -q "$1" "$2:refs/for/master"
      """;

  private final Path root = Path.of("").toAbsolutePath();
  private final Path out = root.resolve("target/bench");
  private final Path work = Files.createTempDirectory("chartbot-bench-");
  private final GerritServer gerrit;
  private final Path java;
  private final GerritRest admin;
  private final Map<String, Map<String, List<Figure>>> figures = new LinkedHashMap<>();
  private final Map<String, Map<String, Wire>> wires = new LinkedHashMap<>();
  private final StringBuilder report = new StringBuilder();
  private int tag = 1;

  /**
   * @param java home of the Java that runs chartbot
   */
  private ProcessBenchmark(GerritServer gerrit, Path java) throws IOException {
    this.gerrit = gerrit;
    this.java = java;
    this.admin = gerrit.rest("admin", "secret");
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
    Path java = Path.of(args.length > 1 ? args[1] : System.getProperty("java.home"));
    SandboxHome home = SandboxHome.discover(System.getenv());
    try (GerritServer gerrit =
        GerritServer.start(home, GerritServer.DEFAULT_VERSION, System.out::println)) {
      new ProcessBenchmark(gerrit, java).run(rounds);
    }
  }

  private void run(int rounds) throws Exception {
    Files.createDirectories(out);
    gerrit.admin().createAccount("bot", "The bot", "bot@example.com", "bot-password");
    Files.writeString(work.resolve("shell.sh"), SCRIPT);
    Files.writeString(work.resolve("floor.sh"), FLOOR);
    process(Map.of("CHARTBOT_ARCHIVE", "now"), work, root + "/bin/chartbot", "--version");
    Files.writeString(
        Files.createDirectories(work.resolve("home")).resolve(".netrc"),
        "machine 127.0.0.1 login bot password bot-password\n");
    Files.writeString(work.resolve("home/.curlrc"), "netrc\n");
    report.append("# chartbot on %s against a script and native Git\n\n".formatted(java.getFileName()));
    report.append("Load before: ").append(load());
    for (Chart chart : CHARTS) {
      seed(chart);
      System.out.println("Seeded " + chart + "; measuring");
      round(chart, gerrit.url(), null, false); // fills caches, Gerrit's too
      for (int i = 0; i < rounds; i++) {
        round(chart, gerrit.url(), null, true);
      }
      try (Proxy proxy = new Proxy(gerrit.url())) {
        round(chart, proxy.url(), proxy, false);
        round(chart, proxy.url(), proxy, false);
      }
    }
    start(rounds);
    report.append("; after: ").append(load()).append('\n');
    write();
  }

  /** Each contender once. */
  private void round(Chart chart, URI url, Proxy proxy, boolean counts) throws Exception {
    Path folder = Files.createDirectories(work.resolve(chart.project()));
    Path config = folder.resolve("chartbot.yaml");
    Files.writeString(
        config,
        "gerrit: {url: '%s'}\ntargets: [{name: t, project: %s, branch: master}]\n"
            .formatted(url, chart.project()));
    Path warm = folder.resolve("cache");
    for (String verify : List.of("", "--no-verify")) {
      String with = verify.isEmpty() ? "verified" : "not verified";
      Path cold = Files.createTempDirectory(folder, "cold-");
      String first = image(chart);
      measure(
          chart,
          "first push, cold, " + with,
          proxy,
          counts,
          () -> update(config, cold, verify, first));
      clean(chart);
      measure(
          chart,
          "first push, warm, " + with,
          proxy,
          counts,
          () -> update(config, warm, verify, image(chart)));
      String second = image(chart);
      measure(
          chart,
          "new patch set, warm, " + with,
          proxy,
          counts,
          () -> update(config, warm, verify, second));
      measure(
          chart,
          "repeat, warm, " + with,
          proxy,
          counts,
          () -> update(config, warm, verify, second));
      clean(chart);
    }
    if (chart.images() >= 500) {
      List<String> many = new ArrayList<>();
      tag++;
      for (int i = 0; i < 500; i++) {
        many.add("bench-" + i + ":2.0.0-" + tag);
      }
      measure(
          chart,
          "500 images, first push, warm, not verified",
          proxy,
          counts,
          () -> update(config, warm, "--no-verify", many.toArray(String[]::new)));
      clean(chart);
    }
    if (chart.templates() > 0) {
      List<String> models = new ArrayList<>();
      tag++;
      for (int i = 0; i < 100; i++) {
        models.add("eric-enm-models-new-" + i + ":2.0.0-" + tag);
      }
      measure(
          chart,
          "100 new models, first push, warm, not verified",
          proxy,
          counts,
          () -> update(config, warm, "--no-verify", models.toArray(String[]::new)));
      clean(chart);
    }
    String git = url + "a/" + chart.project();
    tag++;
    measure(
        chart,
        "shell script",
        proxy,
        counts,
        () ->
            process(
                Map.of(),
                folder,
                "sh",
                work.resolve("shell.sh").toString(),
                git,
                "bench-7",
                "2.0.0-" + tag,
                folder.resolve("clone-" + tag).toString(),
                url.toString().replaceAll("/$", "")));
    clean(chart);
    Path bare = folder.resolve("floor.git");
    String commit = floorCommit(chart, bare, git);
    measure(
        chart,
        "native Git floor",
        proxy,
        counts,
        () -> process(Map.of(), bare, "sh", work.resolve("floor.sh").toString(), git, commit));
    clean(chart);
  }

  private String image(Chart chart) {
    tag++;
    return "bench-" + (tag % chart.images()) + ":2.0.0-" + tag;
  }

  private Figure update(Path config, Path cache, String verify, String... images) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(root + "/bin/chartbot", "update", "--config", config.toString()));
    command.addAll(List.of("--cache-dir", cache.toString(), "--group", "bench"));
    if (!verify.isEmpty()) {
      command.add(verify);
    }
    command.addAll(Arrays.asList(images));
    return process(Map.of("CHARTBOT_ARCHIVE", "no"), work, command.toArray(String[]::new));
  }

  /** A commit on the tip whose values differ in one line. */
  private String floorCommit(Chart chart, Path bare, String git) throws Exception {
    if (!Files.exists(bare)) {
      process(Map.of(), work, "git", "clone", "-q", "--bare", "--depth", "1", git, bare.toString());
    }
    Path values = work.resolve("values.yaml");
    Files.writeString(
        values, values(chart).replaceFirst("tag: 1.0.0-1\n", "tag: 2.0.0-" + tag + "\n"));
    String script =
        "export GIT_INDEX_FILE=bench.index; git read-tree master; git update-index --cacheinfo"
            + " 100644,$(git hash-object -w '"
            + values
            + "'),values.yaml; git -c user.name=bot -c user.email=bot@example.com commit-tree"
            + " $(git write-tree) -p master -m 'Update "
            + tag
            + "\n\nChange-Id: I"
            + String.format("%040d", tag)
            + "'";
    Process process = builder(Map.of(), bare, "sh", "-c", script).start();
    String commit = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    process.waitFor();
    return commit;
  }

  /** Start-up alone. */
  private void start(int rounds) throws Exception {
    Chart none = new Chart("start", 0, 0, 0, 0, 0);
    for (int i = 0; i < rounds; i++) {
      measure(
          none,
          "chartbot --version",
          null,
          true,
          () ->
              process(Map.of("CHARTBOT_ARCHIVE", "no"), work, root + "/bin/chartbot", "--version"));
      measure(none, "java -version", null, true, () -> process(Map.of(), work, java + "/bin/java", "-version"));
    }
  }

  private interface Run {
    Figure go() throws Exception;
  }

  private void measure(Chart chart, String contender, Proxy proxy, boolean counts, Run run)
      throws Exception {
    if (proxy != null) {
      proxy.reset();
    }
    Figure figure = run.go();
    if (counts) {
      figures
          .computeIfAbsent(chart.project(), c -> new LinkedHashMap<>())
          .computeIfAbsent(contender, c -> new ArrayList<>())
          .add(figure);
    }
    if (proxy != null) {
      wires
          .computeIfAbsent(chart.project(), c -> new LinkedHashMap<>())
          .put(contender, proxy.seen());
    }
  }

  private ProcessBuilder builder(Map<String, String> more, Path folder, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(List.of("PATH"));
    environment.put("JAVA_HOME", java.toString());
    environment.put("HOME", work.resolve("home").toString());
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GERRIT_USERNAME", "bot");
    environment.put("GERRIT_PASSWORD", "bot-password");
    environment.putAll(more);
    return builder;
  }

  /** A process from start to exit; GNU time tells CPU and peak memory. */
  private Figure process(Map<String, String> more, Path folder, String... command)
      throws Exception {
    Path usage = work.resolve("usage");
    Path said = work.resolve("said");
    List<String> timed =
        new ArrayList<>(List.of("/usr/bin/time", "-o", usage.toString(), "-f", "%U %S %M"));
    timed.addAll(Arrays.asList(command));
    ProcessBuilder builder = builder(more, folder, timed.toArray(String[]::new));
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    long start = System.nanoTime();
    int code = builder.start().waitFor();
    double wall = (System.nanoTime() - start) / 1e9;
    if (code != 0) {
      throw new IllegalStateException(
          timed + " ended with " + code + ":\n" + Files.readString(said));
    }
    String[] used = Files.readString(usage).strip().split(" ");
    double cpu = Double.parseDouble(used[0]) + Double.parseDouble(used[1]);
    return new Figure(wall, cpu, Double.parseDouble(used[2]) / 1024);
  }

  private void clean(Chart chart) throws Exception {
    for (JsonElement change :
        admin.get("/changes/?q=status:open+project:" + chart.project()).getAsJsonArray()) {
      admin.delete("/changes/" + change.getAsJsonObject().get("_number").getAsLong());
    }
  }

  private static String values(Chart chart) {
    StringBuilder values = new StringBuilder("# Values of " + chart.project() + "\nimages:\n");
    for (int i = 0; i < chart.images(); i++) {
      values
          .append("  image")
          .append(i)
          .append(":\n    name: bench-")
          .append(i)
          .append("\n    tag: 1.0.0-1\n");
    }
    values.append("services:\n");
    for (int line = 3 * chart.images() + 3; line < chart.valuesLines(); line++) {
      values
          .append("  key")
          .append(line)
          .append(": \"value ")
          .append(line)
          .append("\" # of a service\n");
    }
    return values.toString();
  }

  private static String job(int image) {
    return """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: bench-N
          labels: {app: {{ .Chart.Name }}, release: "{{ .Release.Name }}"}
          annotations:
            "helm.sh/hook": post-install,post-upgrade
        spec:
          template:
            spec:
              restartPolicy: OnFailure
              {{- if .Values.nodeSelector }}
              nodeSelector: {{ toYaml .Values.nodeSelector | nindent 8 }}
              {{- end }}
              containers:
              - name: bench-N
                image: "registry.example/bench/{{ .Values.images.imageN.name }}:{{ .Values.images.imageN.tag }}"
                imagePullPolicy: {{ .Values.pullPolicy | default "IfNotPresent" }}
                env:
                - name: TZ
                  value: {{ .Values.timezone | default "UTC" | quote }}
                resources:
                  requests: {memory: {{ .Values.memory | default "768Mi" }}, cpu: 500m}
        """
        .replace("bench-N", "bench-" + image)
        .replace("imageN", "image" + image);
  }

  /** The same history every time: sizes and content come from a seeded generator. */
  private void seed(Chart chart) throws Exception {
    gerrit.admin().createProject(chart.project(), "master");
    gerrit.admin().setAccess(chart.project(), "refs/heads/*", "push", "ALLOW");
    URI url = gerrit.url();
    String git =
        "http://admin:secret@" + url.getHost() + ":" + url.getPort() + "/a/" + chart.project();
    Path bare = work.resolve(chart.project() + "-seed.git");
    process(Map.of(), work, "git", "clone", "-q", "--bare", git, bare.toString());
    Process process =
        builder(Map.of(), bare, "git", "fast-import", "--quiet")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Random random = new Random(chart.files());
    try (OutputStream stream = new BufferedOutputStream(process.getOutputStream())) {
      int bytes = chart.historyMib() == 0 ? 500 : 5600;
      int commits = 1 + chart.historyMib() * 1024 * 1024 / Math.max(1, 800 * bytes);
      for (int commit = 0; commit < commits; commit++) {
        print(
            stream,
            "commit refs/heads/master\ncommitter Administrator <admin@example.com> "
                + (1_700_000_000 + commit)
                + " +0000\ndata 5\nseed\n");
        if (commit == 0) {
          print(stream, "from refs/heads/master^0\n");
          file(
              stream,
              "Chart.yaml",
              ("apiVersion: v2\nname: " + chart.project() + "\nversion: 1.0.0\n").getBytes(UTF_8));
          file(stream, "values.yaml", values(chart).getBytes(UTF_8));
          file(
              stream,
              "templates/configmap.yaml",
              ("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: images\ndata:\n"
                      + "{{- range $key, $image := .Values.images }}\n"
                      + "  {{ $key }}: \"{{ $image.name }}:{{ $image.tag }}\"\n{{- end }}\n")
                  .getBytes(UTF_8));
          for (int i = 0; i < chart.templates(); i++) {
            file(stream, "templates/bench-" + i + ".yaml", job(i).getBytes(UTF_8));
          }
        }
        int changed = commit == 0 ? chart.files() - 3 - chart.templates() : 800;
        for (int i = 0; i < changed; i++) {
          byte[] noise = new byte[bytes];
          random.nextBytes(noise);
          file(stream, "docs/" + i % 50 + "/file-" + i + ".bin", noise);
        }
      }
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("git fast-import failed");
    }
    process(Map.of(), bare, "git", "push", "-q", git, "master");
  }

  private static void file(OutputStream stream, String path, byte[] content) throws IOException {
    print(stream, "M 100644 inline " + path + "\ndata " + content.length + "\n");
    stream.write(content);
    print(stream, "\n");
  }

  private static void print(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(UTF_8));
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file)
        ? Files.readString(file).replaceAll("^(\\S+ \\S+).*\\s*", "$1")
        : "unknown";
  }

  private static double median(List<Figure> all, java.util.function.ToDoubleFunction<Figure> of) {
    double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private void write() throws IOException {
    report.append(
        "\n| chart | contender | wall s: median (min to max) | CPU s | peak MiB | requests"
            + " | KiB received | against script | against floor |\n|---|---|---|---|---|---|---|---|---|\n");
    StringBuilder bars = new StringBuilder();
    int[] y = {20};
    figures.forEach(
        (chart, contenders) ->
            contenders.forEach(
                (name, all) -> {
                  double wall = median(all, Figure::wall);
                  double[] walls = all.stream().mapToDouble(Figure::wall).sorted().toArray();
                  Wire wire = wires.getOrDefault(chart, Map.of()).get(name);
                  report.append(
                      String.format(
                          Locale.ROOT,
                          "| %s | %s | %.2f (%.2f to %.2f) | %.2f | %.0f | %s | %s | %s | %s |%n",
                          chart,
                          name,
                          wall,
                          walls[0],
                          walls[walls.length - 1],
                          median(all, Figure::cpu),
                          median(all, Figure::mib),
                          wire == null ? "" : wire.requests(),
                          wire == null ? "" : wire.received() / 1024,
                          ratio(wall, contenders.get("shell script")),
                          ratio(wall, contenders.get("native Git floor"))));
                  bars.append(
                      String.format(
                          Locale.ROOT,
                          "<text x='330' y='%d' text-anchor='end'>%s: %s</text><rect x='340' y='%d' width='%.0f' height='12'"
                              + " fill='%s'/><text x='%.0f' y='%d'>%.2f s</text>%n",
                          y[0] + 10,
                          chart,
                          name,
                          y[0],
                          wall * 200,
                          name.matches("[snj].*(script|Git floor)|java.*") ? "#999" : "#27c",
                          345 + wall * 200,
                          y[0] + 10,
                          wall));
                  y[0] += 18;
                }));
    Files.writeString(out.resolve("processes.md"), report);
    Files.writeString(
        out.resolve("processes.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg' width='1100' height='"
            + (y[0] + 20)
            + "' font-family='sans-serif' font-size='11'>\n"
            + bars
            + "</svg>\n");
    System.out.println(report);
  }

  private static String ratio(double wall, List<Figure> other) {
    return other == null
        ? ""
        : String.format(Locale.ROOT, "%.2f", wall / median(other, Figure::wall));
  }

  /** Passes everything on and counts requests to and bytes from the server. */
  private static final class Proxy implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final URI server;

    Proxy(URI server) throws IOException {
      this.server = server;
      daemon(this::accept);
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    void reset() {
      requests.set(0);
      received.set(0);
    }

    Wire seen() {
      return new Wire(requests.get(), received.get());
    }

    private void accept() {
      while (!socket.isClosed()) {
        try {
          Socket client = socket.accept();
          Socket upstream = new Socket(server.getHost(), server.getPort());
          daemon(() -> copy(client, upstream, true));
          daemon(() -> copy(upstream, client, false));
        } catch (IOException e) {
          return; // closed
        }
      }
    }

    private void copy(Socket from, Socket to, boolean isRequest) {
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        byte[] buffer = new byte[65_536];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (isRequest) {
            requests.addAndGet(
                new String(buffer, 0, n, UTF_8).split(" HTTP/1\\.1\r\n", -1).length - 1);
          } else {
            received.addAndGet(n);
          }
          out.write(buffer, 0, n);
          out.flush();
        }
      } catch (IOException e) {
        // One side has closed: so does the other.
      }
    }

    private static void daemon(Runnable work) {
      Thread thread = new Thread(work);
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
