package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.verify.RenderOptions;
import chartbot.verify.RenderOptions.Values;
import chartbot.verify.RenderedChart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerHelmTest {

  private static final WorkerHelm HELM = new WorkerHelm(Path.of("target", "helm"), "/usr/bin:/bin");
  private static final RenderOptions OPTIONS = RenderOptions.defaults();

  @Test
  void saysWhichHelmRenders() throws Exception {
    assertThat(HELM.version(OPTIONS)).matches("Helm \\d+\\.\\d+\\.\\d+ \\(packaged\\)");
  }

  @Test
  void librariesInTheChartAreThere() throws Exception {
    assertThat(manifests("library")).contains("made-by: Helm");
  }

  @Test
  void valuesAreImportedFromSubcharts() throws Exception {
    assertThat(manifests("import-values"))
        .contains("data: {port: \"8080\"}", "ports: [{port: 8080}]");
  }

  @Test
  void archivesOfSubchartsAreThereWithTheirHooks() throws Exception {
    assertThat(manifests("archive"))
        .contains(
            "name: packed-archive",
            "# Source: archive/charts/first/templates/job.yaml",
            "\"helm.sh/hook\": post-install",
            "\"helm.sh/hook-weight\": \"1\"");
  }

  @Test
  void onlyDependenciesThatTheChartDoesNotHoldAreLeftOutAndNamed() throws Exception {
    RenderedChart rendered = render(ChartFolder.named("requirements"));

    assertThat(rendered.absentDependencies()).containsExactly("elsewhere");
    assertThat(rendered.manifests()).contains("name: there", "name: parent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dependencies:\n- name: far\n  version: 1.x.x\n",
        "dependencies:\n    - {name: far, version: '>=1.0.0', alias: near, condition: near.on}\n",
        "\"dependencies\": [{\"name\": \"far\", \"version\": \"*\", \"import-values\": [\"a\"]}]\n",
        "x: &far {name: far, version: ~1.2}\ndependencies: [*far]\n",
        "<<: {dependencies: [{name: far, version: ^2.0}]}\n"
      })
  void dependenciesAreReadInAnyFormOfYaml(String dependencies) throws Exception {
    ChartFolder chart =
        ChartFolder.of("kind: A\nnames: {{ range .Chart.Dependencies }}{{ .Name }}{{ end }}\n")
            .with("Chart.yaml", "apiVersion: v2\nname: small\nversion: 1.0.0\n" + dependencies);

    RenderedChart rendered = render(chart);

    assertThat(rendered.refusal()).isEmpty();
    assertThat(rendered.absentDependencies()).containsExactly("far");
    assertThat(rendered.manifests()).containsAnyOf("names: far", "names: near"); // the alias
  }

  @Test
  void filesAreThereThatHelmDoesNotIgnoreAndNoneOutsideOfTheChart() throws Exception {
    assertThat(manifests("files"))
        .contains("level=info", "outside: \"\"")
        .doesNotContain("ignored.txt", "draft");
  }

  @Test
  void templatesSeeTheConfiguredKubernetes() throws Exception {
    ChartFolder chart = ChartFolder.named("kubernetes");
    RenderOptions old =
        new RenderOptions(
            List.of(), Optional.empty(), "1.26.0", OPTIONS.timeout(), OPTIONS.memory());

    assertThat(render(chart).manifests()).contains("v" + RenderOptions.KUBE_VERSION);
    assertThat(HELM.render(chart, old).refusal().orElseThrow())
        .contains("kubeVersion: >= 1.27.0-0", "v1.26.0");
  }

  @Test
  void valuesFilesAreLaidOverInOrder() throws Exception {
    RenderOptions options =
        new RenderOptions(
            List.of(
                new Values("one", "a: 1\nb: 1\nnote: {helm.sh/hook: test}\n".getBytes(UTF_8)),
                new Values("two", "b: 2\n".getBytes(UTF_8))),
            Optional.empty(),
            OPTIONS.kubeVersion(),
            OPTIONS.timeout(),
            OPTIONS.memory());
    ChartFolder chart =
        ChartFolder.of(
            """
            kind: A{{ .Values.a }}{{ .Values.b }}
            metadata: {annotations: {{ toJson .Values.note }}}
            """);

    assertThat(HELM.render(chart, options).manifests())
        .contains("kind: A12", "{\"helm.sh/hook\":\"test\"}");
  }

  @Test
  void hooksFromValuesTestsAndNotesAreAPartOfTheChart() throws Exception {
    assertThat(manifests("whole"))
        .contains(
            "text: \"chartbot-one\"",
            "helm.sh/hook: pre-install,pre-upgrade",
            "{name: test, annotations: {\"helm.sh/hook\": test}}")
        .doesNotContain("ho0k", "CustomResourceDefinition", "Thank you");
  }

  @Test
  void aJobWhoseHookKeyIsPutTogetherIsNoticed() throws Exception {
    RenderedChart rendered = render(ChartFolder.named("computed"));

    assertThat(rendered.manifests()).isBlank();
    assertThat(rendered.notes())
        .singleElement()
        .asString()
        .startsWith("templates/job.yaml: the packaged Helm does not print this Job");
  }

  @Test
  void whatHelmRefusesIsNoFailure() throws Exception {
    assertThat(render(ChartFolder.named("refused")).refusal().orElseThrow())
        .contains("refused/templates/config.yaml:3", "a name is needed");
    assertThat(render(ChartFolder.named("schema-violated")).refusal().orElseThrow())
        .contains("schema", "replicas");
  }

  @Test
  void messagesKeepTheHooksNameAndNoControlCharacters() throws Exception {
    ChartFolder chart = ChartFolder.of("{{ fail (printf \"helm.sh/hook \\u001b[31m\\u202e\") }}");

    assertThat(render(chart).refusal().orElseThrow())
        .contains("helm.sh/hook \\u001b[31m\\u202e")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void rendersInSeveralThreadsAtOnce() {
    List<CompletableFuture<String>> renderings =
        List.of("library", "archive", "files").stream()
            .map(name -> CompletableFuture.supplyAsync(() -> manifestsUnchecked(name)))
            .toList();

    assertThat(renderings).allSatisfy(each -> assertThat(each.join()).contains("kind: "));
  }

  @Test
  void whereNothingIsPackagedTheHintNamesTheCommand(@TempDir Path folder) throws Exception {
    RenderOptions options = with(folder.resolve("helm").toString());

    assertThatThrownBy(() -> HELM.version(options))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("verify.helm: ");
    assertThat(
            new WorkerResponse(
                WorkerResponse.Kind.UNFIT, "no library is packaged for this platform"))
        .satisfies(
            answer ->
                assertThat(Workers.cannotStart(settings(), answer).hint().orElseThrow())
                    .contains("verify.helm", "verify.mode"));
  }

  @Test
  void aCommandThatIsNoHelmOrTooOldIsRefused(@TempDir Path folder) throws Exception {
    Path old = folder.resolve("helm");
    Files.writeString(old, "#!/bin/sh\necho v3.16.9\n");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwx------"));

    assertThatThrownBy(() -> HELM.version(with(old.toString())))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("verify.helm: " + old + " is Helm v3.16.9; 3.17 or later is needed");
    assertThatThrownBy(() -> HELM.version(with("/bin/echo")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("verify.helm: /bin/echo is no helm command: version --short");
  }

  private static WorkerSettings settings() {
    return new WorkerSettings(Optional.empty(), RenderOptions.MEMORY, Path.of("cache"), "");
  }

  private static RenderOptions with(String command) {
    return new RenderOptions(
        List.of(),
        Optional.of(command),
        OPTIONS.kubeVersion(),
        OPTIONS.timeout(),
        OPTIONS.memory());
  }

  private static RenderedChart render(ChartFolder chart) throws Exception {
    return HELM.render(chart, OPTIONS);
  }

  private static String manifests(String name) throws Exception {
    RenderedChart rendered = render(ChartFolder.named(name));
    assertThat(rendered.refusal()).isEmpty();
    return rendered.manifests();
  }

  private static String manifestsUnchecked(String name) {
    try {
      return manifests(name);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
