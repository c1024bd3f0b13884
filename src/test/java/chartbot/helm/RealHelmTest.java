package chartbot.helm;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.verify.RenderOptions;
import chartbot.verify.RenderedChart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that sites deploy with render what the packaged Helm renders. */
@Tag("real-helm")
class RealHelmTest {

  private static final WorkerHelm HELM = new WorkerHelm(Path.of("target", "helm"), "/usr/bin:/bin");
  private static final List<String> COMMANDS = List.of(command("3"), command("4"));

  /** Their hook's key is put together at render time: the packaged Helm prints no such manifest. */
  private static final List<String> UNPRINTED = List.of("computed");

  private static final Pattern CHANGING = Pattern.compile("randAlpha|\\bnow\\b");

  /** One never ends, the other prints the version of Helm that renders it. */
  private static final List<String> NOT_COMPARED =
      List.of("l-timeout-of-the-configuration", "v-capabilities");

  static Stream<Path> charts() throws Exception {
    List<Path> charts = new ArrayList<>();
    for (String folder : List.of("src/test/resources", "src/main/resources/chartbot/sandbox")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files
            .filter(file -> file.endsWith("Chart.yaml"))
            .map(Path::getParent)
            .filter(chart -> !isVendored(chart))
            .filter(chart -> NOT_COMPARED.stream().noneMatch(chart.toString()::contains))
            .sorted()
            .forEach(charts::add);
      }
    }
    return charts.stream();
  }

  /** Whether it is a part of another chart. */
  private static boolean isVendored(Path chart) {
    return chart.resolve("..").normalize().endsWith("charts")
        && Files.exists(chart.resolve("../../Chart.yaml").normalize());
  }

  @Test
  void bothVersionsAreThere() throws Exception {
    assertThat(HELM.version(options(COMMANDS.get(0)))).startsWith("Helm 3.");
    assertThat(HELM.version(options(COMMANDS.get(1)))).startsWith("Helm 4.");
    assertThat(charts()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("charts")
  void allThreeAgree(Path folder) throws Exception {
    ChartFolder chart = ChartFolder.in(folder);
    RenderedChart packaged = HELM.render(chart, RenderOptions.defaults());

    for (String command : COMMANDS) {
      RenderedChart real = HELM.render(chart, options(command));

      assertThat(real.refusal().isPresent())
          .as("%s by %s: %s; packaged: %s", folder, command, real.refusal(), packaged.refusal())
          .isEqualTo(packaged.refusal().isPresent());
      assertThat(real.absentDependencies()).isEqualTo(packaged.absentDependencies());
      if (UNPRINTED.contains(String.valueOf(folder.getFileName()))) {
        assertThat(packaged.notes()).isNotEmpty();
        assertThat(ManifestObjects.of(real.manifests())).isNotEmpty();
      } else if (changesEachTime(chart)) {
        assertThat(ManifestObjects.of(packaged.manifests()))
            .hasSameSizeAs(ManifestObjects.of(real.manifests()));
      } else {
        assertThat(ManifestObjects.of(packaged.manifests()))
            .isEqualTo(ManifestObjects.of(real.manifests()));
      }
    }
  }

  /** Whether something in it is random or the time. */
  private static boolean changesEachTime(ChartFolder chart) {
    return chart.texts().stream().anyMatch(text -> CHANGING.matcher(text).find());
  }

  private static String command(String major) {
    String file = System.getProperty("chartbot.helm." + major, ".ci/helm/helm-" + major);
    return Path.of(file).toAbsolutePath().toString();
  }

  private static RenderOptions options(String command) {
    RenderOptions defaults = RenderOptions.defaults();
    return new RenderOptions(
        List.of(),
        Optional.of(command),
        defaults.kubeVersion(),
        defaults.timeout(),
        defaults.memory());
  }
}
