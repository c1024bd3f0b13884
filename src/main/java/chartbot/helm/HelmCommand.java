package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.helm.WorkerResponse.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code helm} command of this machine, started for each rendering. */
final class HelmCommand implements Engine {

  private static final int MOST_MESSAGE = 64 << 10;
  private static final Pattern VERSION =
      Pattern.compile("v(\\d{1,4})\\.(\\d{1,4})\\.\\d+[-+.\\w]*");
  private static final Pattern ERROR = Pattern.compile("(?:^|\n)Error: ");

  private final String command;

  HelmCommand(String command) {
    this.command = command;
  }

  @Override
  public String version() throws IOException {
    Ended ended = run(List.of("version", "--short"));
    Matcher version = VERSION.matcher(ended.output());
    if (ended.exitCode() != 0 || !version.find()) {
      throw new IOException(command + " is no helm command: " + firstLine(ended));
    }
    int major = Integer.parseInt(version.group(1));
    if (major < 3 || (major == 3 && Integer.parseInt(version.group(2)) < 17)) {
      throw new IOException(command + " is Helm " + version.group() + "; 3.17 or later is needed");
    }
    return version.group();
  }

  @Override
  public WorkerResponse render(WorkerRequest request) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("template", RELEASE, request.chart(), "--namespace", NAMESPACE));
    words.addAll(List.of("--kube-version", request.kubeVersion()));
    for (String file : request.values()) {
      words.addAll(List.of("--values", file));
    }
    Ended ended = run(words);
    if (ended.output().length() > Worker.MOST_OUTPUT) {
      return new WorkerResponse(Kind.TOO_LONG, "");
    }
    if (ended.exitCode() == 0) {
      return new WorkerResponse(Kind.RENDERED, ended.output());
    }
    Matcher error = ERROR.matcher(ended.messages());
    return error.find()
        ? new WorkerResponse(Kind.REFUSED, ended.messages().substring(error.end()))
        : new WorkerResponse(
            Kind.CRASHED, ended.messages().isBlank() ? firstLine(ended) : ended.messages());
  }

  private record Ended(int exitCode, String output, String messages) {}

  private Ended run(List<String> words) throws IOException {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(words);
    Process process;
    synchronized (Worker.STARTING) {
      process = new ProcessBuilder(line).redirectInput(Redirect.from(Worker.NOTHING)).start();
    }
    CompletableFuture<String> messages =
        CompletableFuture.supplyAsync(
            () -> Worker.firstBytes(process.getErrorStream(), MOST_MESSAGE));
    try (InputStream out = process.getInputStream()) {
      String output = new String(out.readNBytes(Worker.MOST_OUTPUT + 1), UTF_8);
      if (output.length() > Worker.MOST_OUTPUT) {
        process.destroyForcibly();
      }
      return new Ended(process.waitFor(), output, messages.join());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the worker", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String firstLine(Ended ended) {
    return (ended.messages() + "\n" + ended.output() + "\nexit code " + ended.exitCode())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }
}
