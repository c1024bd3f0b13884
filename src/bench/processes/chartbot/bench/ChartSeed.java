package chartbot.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.sandbox.GerritServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Makes a chart's project in Gerrit: the same history every time, from a seeded generator. */
final class ChartSeed {

  private static final int NOISE_PER_COMMIT = 800;

  private final GerritServer gerrit;
  private final TimedProcesses processes;
  private final Path work;

  ChartSeed(GerritServer gerrit, TimedProcesses processes, Path work) {
    this.gerrit = gerrit;
    this.processes = processes;
    this.work = work;
  }

  void seed(BenchChart chart) throws Exception {
    gerrit.admin().createProject(chart.project(), "master");
    gerrit.admin().setAccess(chart.project(), "refs/heads/*", "push", "ALLOW");
    URI url = gerrit.url();
    String git =
        "http://admin:secret@%s:%s/a/%s".formatted(url.getHost(), url.getPort(), chart.project());
    Path bare = work.resolve(chart.project() + "-seed.git");
    processes.run(Map.of(), work, "git", "clone", "-q", "--bare", git, bare.toString());
    Process process =
        processes
            .builder(Map.of(), bare, "git", "fast-import", "--quiet")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream stream = new BufferedOutputStream(process.getOutputStream())) {
      history(chart, stream);
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("git fast-import failed");
    }
    processes.run(Map.of(), bare, "git", "push", "-q", git, "master");
  }

  private static void history(BenchChart chart, OutputStream stream) throws IOException {
    Random random = new Random(chart.files());
    int bytes = chart.historyMib() == 0 ? 500 : 5600;
    int commits = 1 + chart.historyMib() * 1024 * 1024 / (NOISE_PER_COMMIT * bytes);
    for (int commit = 0; commit < commits; commit++) {
      print(
          stream,
          "commit refs/heads/master\ncommitter Administrator <admin@example.com> %d +0000\n"
              .formatted(1_700_000_000 + commit));
      print(stream, "data 5\nseed\n");
      int noise = NOISE_PER_COMMIT;
      if (commit == 0) {
        print(stream, "from refs/heads/master^0\n");
        Map<String, byte[]> files = chart.chartFiles();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          file(stream, file.getKey(), file.getValue());
        }
        noise = chart.files() - files.size();
      }
      for (int i = 0; i < noise; i++) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        file(stream, "docs/" + i % 50 + "/file-" + i + ".bin", content);
      }
    }
  }

  private static void file(OutputStream stream, String path, byte[] content) throws IOException {
    print(stream, "M 100644 inline " + path + "\ndata " + content.length + "\n");
    stream.write(content);
    print(stream, "\n");
  }

  private static void print(OutputStream stream, String text) throws IOException {
    stream.write(text.getBytes(UTF_8));
  }
}
