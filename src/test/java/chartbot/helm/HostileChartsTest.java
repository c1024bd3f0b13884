package chartbot.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chartbot.error.VerificationException;
import chartbot.verify.RenderOptions;
import chartbot.verify.RenderedChart;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that would never end, or take all there is. */
class HostileChartsTest {

  private static final WorkerHelm HELM = new WorkerHelm(Path.of("target", "helm"), "/usr/bin:/bin");
  private static final String FINE = "kind: Fine\n";

  /** It takes hours, and hardly any memory. */
  static final String ENDLESS =
      "{{ range until 9999 }}{{ range until 9999 }}{{ range until 9999 }}{{ end }}{{ end }}{{ end"
          + " }}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ $_ := set . \"t\" \"{{ tpl .t . }}\" }}{{ tpl .t . }}",
        "{{ range until 1000000000 }}{{ $_ := tpl \"{{ . }}\" 1 }}{{ end }}",
        "{{ $l := list 1 }}{{ range until 1000000000 }}{{ $l = concat $l $l }}{{ end }}",
        "{{ $m := dict }}{{ $_ := set $m \"m\" $m }}{{ printf \"%v\" $m }}",
        "a: {{ until 2000000000 | len }}",
        "a: {{ repeat 2000000000 \"x\" | repeat 8 | len }}",
        "{{ range until 300 }}\n---\nkind: A\na: {{ repeat 1000000 \"x\" }}\n{{ end }}",
        "{{ range until 100000000 }}x{{ end }}{{ range until 100000000 }}x{{ end }}",
      })
  void aLimitEndsThem(String template) throws Exception {
    VerificationException refusal =
        catchThrowableOfType(
            VerificationException.class,
            () -> HELM.render(ChartFolder.of(template), options(Duration.ofSeconds(2), 512)));

    assertThat(refusal).as("must be ended by a limit").isNotNull();
    assertThat(refusal.message())
        .containsAnyOf(
            "takes longer than 2 s (verify.timeout): templates/it.yaml",
            "takes more than 512 MiB of memory (verify.memory): templates/it.yaml",
            "renders to more than 64 MiB: templates/it.yaml",
            "Helm crashed while it rendered the chart: runtime: goroutine stack exceeds");
    assertThat(rendered().manifests()).contains(FINE);
  }

  @Test
  void timeIsALimit() {
    assertThatThrownBy(
            () -> HELM.render(ChartFolder.of(ENDLESS), options(Duration.ofSeconds(1), 4096)))
        .isInstanceOf(VerificationException.class)
        .hasMessage(
            "rendering the chart takes longer than 1 s (verify.timeout): templates/it.yaml");
  }

  @Test
  void theTemplateIsFoundAmongOthers() throws Exception {
    ChartFolder chart =
        ChartFolder.of(FINE)
            .with("templates/a-range.yaml", "{{ range until 3 }}\n---\nkind: A\n{{ end }}")
            .with("templates/_endless.tpl", "{{ define \"endless\" }}" + ENDLESS + "{{ end }}")
            .with("charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n");

    assertThatThrownBy(
            () ->
                HELM.render(
                    chart.with("charts/sub/templates/z.yaml", "{{ include \"endless\" . }}"),
                    options(Duration.ofSeconds(1), 4096)))
        .hasMessageEndingWith(" 1 s (verify.timeout): charts/sub/templates/z.yaml");
    assertThat(HELM.render(chart, options(Duration.ofMinutes(1), 4096)).refusal()).isEmpty();
  }

  @Test
  void memoryIsALimitOfTheSystem() {
    assertThatThrownBy(
            () ->
                HELM.render(
                    ChartFolder.of("a: {{ until 2000000000 | len }}"),
                    options(Duration.ofMinutes(1), 512)))
        .isInstanceOf(VerificationException.class)
        .hasMessageStartingWith(
            "rendering the chart takes more than 512 MiB of memory (verify.memory)");
  }

  @Test
  void outputIsALimit() {
    assertThatThrownBy(
            () ->
                HELM.render(
                    ChartFolder.of(
                        """
                        {{ range until 70 }}
                        ---
                        kind: A
                        a: {{ repeat 1000000 "x" }}
                        {{ end }}
                        """),
                    options(Duration.ofMinutes(2), 4096)))
        .isInstanceOf(VerificationException.class)
        .hasMessageStartingWith("the chart renders to more than 64 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill -9 $$", "printf 'fatal error: \\033[31mred\\n' >&2; exit 2"})
  void aCrashIsReportedWithWhatWasSaidFirst(String crash, @TempDir Path folder) throws Exception {
    RenderOptions options =
        new RenderOptions(
            List.of(),
            Optional.of(command(folder, crash).toString()),
            RenderOptions.KUBE_VERSION,
            Duration.ofMinutes(1),
            RenderOptions.MEMORY);

    assertThatThrownBy(() -> HELM.render(ChartFolder.of(FINE), options))
        .isInstanceOf(VerificationException.class)
        .hasMessageMatching(
            "Helm crashed while it rendered the chart: (exit code 137|fatal error:"
                + " \\\\u001b\\[31mred)");
  }

  private static Path command(Path folder, String template) throws IOException {
    Path command = folder.resolve("helm");
    Files.writeString(
        command, "#!/bin/sh\n[ $1 = template ] || { echo v3.17.0; exit; }\n" + template + "\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    return command;
  }

  @Test
  void aWorkerThatIsKilledIsReportedAndTheNextChartIsRendered() throws Exception {
    rendered();
    CompletableFuture<VerificationException> rendering =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowableOfType(
                    VerificationException.class,
                    () -> HELM.render(ChartFolder.of(ENDLESS), RenderOptions.defaults())));
    while (!isRendering()) {
      Thread.onSpinWait();
    }
    workers().forEach(ProcessHandle::destroyForcibly);

    assertThat(rendering.get(1, TimeUnit.MINUTES))
        .hasMessage("Helm crashed while it rendered the chart: exit code 137");
    assertThat(rendered().manifests()).contains(FINE);
  }

  @Test
  void aWorkerThatIsKilledWhileItIsIdleIsReplaced() throws Exception {
    rendered();
    List<ProcessHandle> killed = workers().toList();
    killed.forEach(ProcessHandle::destroyForcibly);
    killed.forEach(worker -> worker.onExit().join());

    assertThat(killed).isNotEmpty();
    assertThat(rendered().manifests()).contains(FINE);
  }

  private static boolean isRendering() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    String ours = "chartbot-helm-" + ProcessHandle.current().pid() + "-*";
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, ours)) {
      for (Path folder : folders) {
        try (Stream<Path> files = Files.list(folder)) {
          if (files.anyMatch(file -> file.getFileName().toString().startsWith("rendering-"))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Stream<ProcessHandle> workers() {
    return ProcessHandle.current()
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("/java"));
  }

  private static RenderedChart rendered() throws Exception {
    return HELM.render(ChartFolder.of(FINE), RenderOptions.defaults());
  }

  private static RenderOptions options(Duration timeout, long mebibytes) {
    return new RenderOptions(
        List.of(), Optional.empty(), RenderOptions.KUBE_VERSION, timeout, mebibytes << 20);
  }
}
