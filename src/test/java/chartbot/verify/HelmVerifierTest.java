package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chartbot.chart.ChartFiles;
import chartbot.chart.ImageChange;
import chartbot.chart.ImageRules;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedChartbotException;
import chartbot.error.UserException;
import chartbot.error.VerificationException;
import chartbot.kubernetes.KubernetesSchema;
import chartbot.target.VerifyRules;
import chartbot.target.VerifyRules.Mode;
import chartbot.update.Verification;
import chartbot.update.Verified;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole verifications with real Helm; a person's template and what the chart lacked before. */
class HelmVerifierTest {

  private static final HelmVerifier VERIFIER =
      new HelmVerifier(TestHelm.HELM, new KubernetesSchema());
  private static final VerifyRules REQUIRED = new VerifyRules(Mode.REQUIRED, List.of());
  private static final ImageChange BUMP =
      new ImageChange("eric-enm-models-old", Optional.of("1.0.0-1"), "1.0.0-2");
  private static final String VALUES = "values.yaml";
  private static final String TEMPLATE = "templates/old-models.yaml";

  private final TestChart chart = TestChart.small();

  @Test
  void aBumpIsRenderedBeforeAndAfterWithItsHook() throws Exception {
    Verification verification = verify(chart, bumped(chart));

    assertThat(verification.verified()).isEqualTo(Verified.FULL);
    assertThat(verification.notes()).isEmpty();
    assertThat(verification.renderedBefore())
        .contains(
            "# Source: eric-enm-infra-integration/templates/old-models.yaml",
            "\"helm.sh/hook\": pre-install",
            "image: registry.example/proj-enm/eric-enm-models-old:1.0.0-1");
    assertThat(verification.renderedAfter())
        .isEqualTo(verification.renderedBefore().replace("1.0.0-1", "1.0.0-2"));
  }

  @Test
  void aReadThatFailsKeepsItsWords() {
    EnvironmentException gone =
        EnvironmentException.temporary("no answer", "a retry may help", null);
    ChartFiles failing =
        new ChartFiles() {
          @Override
          public Optional<byte[]> read(String path) {
            throw new UncheckedChartbotException(gone);
          }

          @Override
          public List<String> paths(String folder) {
            return chart.paths(folder);
          }
        };

    assertThatThrownBy(
            () ->
                VERIFIER.verify(
                    failing, chart.to(bumped(chart), BUMP), ImageRules.defaults(), REQUIRED))
        .isInstanceOfSatisfying(
            UncheckedChartbotException.class, e -> assertThat(e.failure()).isSameAs(gone));
  }

  @Test
  void theWholeChartIsRendered() throws Exception {
    assertThat(verify(chart, bumped(chart)).renderedAfter()).contains("ConfigMap");
  }

  @Test
  void anImageThatIsNoModelIsFollowedToItsTemplates() throws Exception {
    TestChart used =
        chart.replacing(
            TEMPLATE,
            "      containers:",
            """
            initContainers:
            - name: init
              image: r/{{ .Values.images.waitInitContainer.name }}:{{ .Values.images.waitInitContainer.tag }}
            containers:\
            """);
    TestChart after =
        used.replacing(
            VALUES, "name: wait-init\n    tag: 1.0.0-1", "name: wait-init\n    tag: 2.0.0-1");
    ImageChange bump = new ImageChange("waitInitContainer", Optional.of("1.0.0-1"), "2.0.0-1");

    Verification verification =
        VERIFIER.verify(used, used.to(after, bump), ImageRules.defaults(), REQUIRED);

    assertThat(verification.renderedAfter()).contains("image: r/wait-init:2.0.0-1");
  }

  @Test
  void anImageWhoseEntryHasAnotherKeyIsFollowedToItsTemplates() throws Exception {
    TestChart used =
        chart.replacing(
            TEMPLATE,
            "restartPolicy: Never",
            "restartPolicy: Never\n"
                + "      hostname: {{ .Values.images.waitInitContainer.tag | quote }}");
    TestChart after =
        used.replacing(VALUES, "wait-init\n    tag: 1.0.0-1", "wait-init\n    tag: 2");
    ImageChange bump =
        new ImageChange("wait-init", "waitInitContainer", Optional.of("1.0.0-1"), "2");

    Verification verification =
        VERIFIER.verify(used, used.to(after, bump), ImageRules.defaults(), REQUIRED);

    assertThat(verification.renderedAfter()).contains("hostname: \"2\"");
  }

  @Test
  void aFailureNamesTheTemplatesLineAndTheMissingValue() {
    TestChart after =
        bumped(chart)
            .replacing(TEMPLATE, ".Values.global.registry.url", ".Values.global.regstry.url");

    VerificationException failure = refused(chart, after);

    assertThat(failure.message())
        .isEqualTo(
            "templates/old-models.yaml:13:25: there is no value .Values.global.regstry, and"
                + " .Values.global.regstry.url needs it");
    assertThat(failure.hint())
        .hasValueSatisfying(hint -> assertThat(hint).contains("verify.values-files"));
  }

  @Test
  void aTemplateThatDoesNotParseIsRefusedWithItsLine() {
    TestChart after =
        bumped(chart)
            .replacing(
                TEMPLATE,
                "spec:\n  template",
                "x: {{ .Values.eric-enm-models-old-job.name }}\nspec:\n  template");

    VerificationException failure = refused(chart, after);

    assertThat(failure.message())
        .isEqualTo("templates/old-models.yaml:7: bad character U+002D '-'");
    assertThat(failure.hint())
        .hasValueSatisfying(hint -> assertThat(hint).contains("index .Values"));
  }

  @Test
  void renderedTextThatIsNoYamlIsRefused() {
    TestChart after = bumped(chart).replacing(TEMPLATE, "kind: Job", "kind: Job: Job");

    assertThat(refused(chart, after).message())
        .startsWith("templates/old-models.yaml: what it renders is not valid YAML: yaml: line ");
  }

  @Test
  void aFunctionThatHelmDoesNotHaveIsRefused() {
    TestChart after =
        bumped(chart).replacing(TEMPLATE, "{{ .Values.global", "{{ nosuch .Values.global");

    assertThat(refused(chart, after).message())
        .isEqualTo("templates/old-models.yaml:13: function \"nosuch\" not defined");
  }

  @Test
  void anIncludeOfAnUndefinedTemplateNamesItAndTheWayThere() {
    TestChart after =
        bumped(chart)
            .replacing(TEMPLATE, "deploy-old-models", "{{ include \"infra-integration.full\" . }}")
            .with(
                "templates/_more.tpl",
                "{{ define \"infra-integration.full\" }}{{ include \"gone\" . }}{{ end }}");

    assertThat(refused(chart, after).message())
        .isEqualTo(
            "templates/old-models.yaml:4:11, in templates/_more.tpl:1:40: the named template"
                + " \"gone\" is not defined in this chart");
  }

  @Test
  void severalProblemsAreAllTold() {
    TestChart after =
        bumped(chart)
            .replacing(TEMPLATE, "restartPolicy: Never", "restartPolicy: Always")
            .replacing(TEMPLATE, "- name: models", "- name: Models");

    assertThat(refused(chart, after).message())
        .startsWith("2 problems:\n  templates/old-models.yaml:")
        .contains("container name 'Models'", "restartPolicy is 'Always'");
  }

  @Test
  void aChartThatIsBrokenOnTheBranchIsRefusedWhereVerificationIsRequired() {
    TestChart broken = chart.replacing(VALUES, "  registry:\n    url: registry.example\n", "");

    VerificationException failure = refused(broken, bumped(broken));

    assertThat(failure.message())
        .isEqualTo(
            "the chart does not render without this update either:"
                + " templates/old-models.yaml:13:25: there is no value .Values.global.registry, and"
                + " .Values.global.registry.url needs it");
    assertThat(failure.hint()).isPresent();
  }

  @Test
  void aChartThatIsBrokenOnTheBranchIsNotVerifiedWhereVerificationIsOptional() throws Exception {
    TestChart broken = chart.replacing(VALUES, "  registry:\n    url: registry.example\n", "");

    Verification verification =
        VERIFIER.verify(
            broken,
            broken.to(bumped(broken), BUMP),
            ImageRules.defaults(),
            new VerifyRules(Mode.OPTIONAL, List.of()));

    assertThat(verification.verified()).isEqualTo(Verified.NONE);
    assertThat(verification.renderedAfter()).isEmpty();
    assertThat(verification.notes())
        .singleElement()
        .asString()
        .startsWith("the chart does not render without this update either: ")
        .endsWith("the result is not verified");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hostname: !x y", "hostname: \"y\"\t# a tab behind it", "args: !list [a]"})
  void whatHelmPrintsAndChartbotCannotReadIsToldAndNotChecked(String line) throws Exception {
    TestChart odd =
        chart.replacing(TEMPLATE, "restartPolicy: Never", "restartPolicy: Never\n      " + line);

    Verification verification = verify(odd, bumped(odd));

    assertThat(verification.renderedAfter()).contains(":1.0.0-2");
    assertThat(verification.verified()).isEqualTo(Verified.PARTIAL);
    assertThat(verification.notes())
        .singleElement()
        .asString()
        .startsWith(
            "not checked: Helm prints what chartbot cannot read: templates/old-models.yaml,"
                + " rendered:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "templates/_helpers.yaml",
        "templates/lib/_more.txt",
        "templates/config.yaml",
        "templates/NOTES.txt"
      })
  void aNamedTemplateIsFoundInWhateverTemplateDefinesIt(String file) throws Exception {
    TestChart elsewhere =
        chart
            .with(
                file,
                """
                {{- define "more.policy" }}{{ include "most.policy" . }}{{ end -}}
                """)
            .with("templates/other.yaml", "{{ define \"most.policy\" }}Never{{ end }}")
            .replacing(TEMPLATE, "Policy: Never", "Policy: {{ include \"more.policy\" . }}");

    Verification verification = verify(elsewhere, bumped(elsewhere));

    assertThat(verification.notes()).isEmpty();
    assertThat(verification.verified()).isEqualTo(Verified.FULL);
    assertThat(verification.renderedAfter()).contains("restartPolicy: Never");
  }

  @Test
  void aRefusalInsideADefinitionNamesTheFileThatHoldsIt() {
    TestChart after =
        bumped(chart)
            .replacing(TEMPLATE, "Policy: Never", "Policy: {{ include \"more.policy\" . }}")
            .with(
                "templates/config.yaml",
                "{{ define \"more.policy\" }}{{ .Values.not.there }}{{ end }}a: b\n");

    assertThat(refused(chart, after).message())
        .isEqualTo(
            "templates/old-models.yaml:10:24, in templates/config.yaml:1:36: there is no value"
                + " .Values.not, and .Values.not.there needs it");
  }

  @Test
  void anUpdateThatMakesABrokenChartRenderSaysSo() throws Exception {
    TestChart broken = chart.replacing(VALUES, "  registry:\n    url: registry.example\n", "");

    Verification verification = verify(broken, bumped(chart));

    assertThat(verification.renderedAfter()).contains("eric-enm-models-old:1.0.0-2");
    assertThat(verification.notes())
        .singleElement()
        .asString()
        .startsWith("the chart did not render before this update: ");
  }

  @Test
  void aChartThatIsBrokenInAnotherWayAfterwardsIsThisUpdatesFault() {
    TestChart broken = chart.replacing(VALUES, "  registry:\n    url: registry.example\n", "");
    TestChart after =
        bumped(chart)
            .replacing(VALUES, "  repoPath: proj-enm\n", "")
            .replacing(TEMPLATE, ".repoPath", ".repoPath.x");

    assertThat(refused(broken, after).message()).contains(".Values.images.repoPath");
  }

  @Test
  void valuesThatHelmCannotReadAreRefused() {
    TestChart after = bumped(chart).with(VALUES, chart.text(VALUES) + "a: : b\n");

    assertThat(refused(chart, after).message()).startsWith("cannot load values.yaml: ");
  }

  @Test
  void whatKubernetesRefusedBeforeIsToldAndNoFailure() throws Exception {
    TestChart odd = chart.replacing(TEMPLATE, "restartPolicy: Never", "restartPolicy: Always");

    assertThat(verify(odd, bumped(odd)).notes())
        .containsExactly(
            "not from this update: templates/old-models.yaml:10: Job deploy-old-models:"
                + " restartPolicy is 'Always'; a Job takes OnFailure or Never");
  }

  @Test
  void aPersonsTemplateThatDoesNotFollowTheTagIsRefused() {
    TestChart odd =
        chart.replacing(
            TEMPLATE, ":{{ index .Values \"images\" \"eric-enm-models-old\" \"tag\" }}", ":fixed");

    assertThat(refused(odd, bumped(odd)).message())
        .isEqualTo(
            "templates/old-models.yaml:13: after the update container models of Job"
                + " deploy-old-models runs registry.example/proj-enm/eric-enm-models-old:fixed, not"
                + " eric-enm-models-old:1.0.0-2");
  }

  @Test
  void extraValuesFilesAreLaidOver() throws Exception {
    TestChart more = chart.with("prod/values.yaml", "global: {registry: {url: prod.example}}\n");

    Verification verification =
        VERIFIER.verify(
            more,
            more.to(bumped(more), BUMP),
            ImageRules.defaults(),
            new VerifyRules(Mode.REQUIRED, List.of("prod/values.yaml")));

    assertThat(verification.renderedAfter()).contains("image: prod.example/proj-enm/");
  }

  @Test
  void valuesOfNoChartAreLaidOverToo(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("production.yaml");
    Files.writeString(file, "global: {registry: {url: prod.example}}\n");
    VerifyRules rules = new VerifyRules(Mode.REQUIRED, List.of(file.toString()));

    Verification verification =
        VERIFIER.verify(chart, chart.to(bumped(chart), BUMP), ImageRules.defaults(), rules);

    assertThat(verification.renderedAfter()).contains("image: prod.example/proj-enm/");

    Files.delete(file);
    assertThatThrownBy(
            () ->
                VERIFIER.verify(chart, chart.to(bumped(chart), BUMP), ImageRules.defaults(), rules))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("the values file " + file + " cannot be read");
  }

  @Test
  void aMissingExtraValuesFileIsNamed() {
    assertThatThrownBy(
            () ->
                VERIFIER.verify(
                    chart,
                    chart.to(bumped(chart), BUMP),
                    ImageRules.defaults(),
                    new VerifyRules(Mode.REQUIRED, List.of("prod.yaml"))))
        .isInstanceOf(UserException.class)
        .hasMessage("verify.values-files: the chart has no file prod.yaml");
  }

  @Test
  void aSchemaOfTheValuesIsKept() {
    TestChart strict =
        chart.with(
            "values.schema.json",
            "{\"properties\":{\"images\":{\"properties\":{\"eric-enm-models-old\":{\"properties\":{"
                + "\"tag\":{\"enum\":[\"1.0.0-1\"]}}}}}}}");

    assertThat(refused(strict, bumped(strict)).message()).contains("schema", "tag");
  }

  @Test
  void switchedOffNothingIsRendered() throws Exception {
    HelmVerifier noHelm = new HelmVerifier(new NoHelm(), new KubernetesSchema());

    Verification verification =
        noHelm.verify(
            chart,
            chart.to(bumped(chart), BUMP),
            ImageRules.defaults(),
            new VerifyRules(Mode.OFF, List.of()));

    assertThat(verification.verified()).isEqualTo(Verified.NONE);
    assertThat(verification.notes())
        .containsExactly("verification is off: nothing was rendered or checked");
  }

  @Test
  void whereHelmCannotLoadOptionalGoesOnAndSaysSo() throws Exception {
    Verification verification =
        unloadable()
            .verify(
                chart,
                chart.to(bumped(chart), BUMP),
                ImageRules.defaults(),
                new VerifyRules(Mode.OPTIONAL, List.of()));

    assertThat(verification.verified()).isEqualTo(Verified.NONE);
    assertThat(verification.notes())
        .singleElement()
        .asString()
        .startsWith("wrong architecture")
        .endsWith("the result is not verified");
  }

  @Test
  void whereHelmCannotLoadRequiredEndsTheRun() {
    HelmVerifier verifier = unloadable();

    assertThatThrownBy(
            () ->
                verifier.verify(
                    chart, chart.to(bumped(chart), BUMP), ImageRules.defaults(), REQUIRED))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("wrong architecture");
  }

  private static HelmVerifier unloadable() {
    return new HelmVerifier(new NoHelm(), new KubernetesSchema());
  }

  /** Of another platform. */
  private static final class NoHelm implements Helm {

    @Override
    public void prepare(RenderOptions options) {}

    @Override
    public String version(RenderOptions options) throws EnvironmentException {
      throw EnvironmentException.permanent("wrong architecture", "", null);
    }

    @Override
    public RenderedChart render(ChartFiles chart, RenderOptions options) {
      throw new AssertionError("nothing is rendered");
    }
  }

  private static TestChart bumped(TestChart chart) {
    return chart.replacing(
        VALUES,
        "name: eric-enm-models-old\n    tag: 1.0.0-1",
        "name: eric-enm-models-old\n    tag: 1.0.0-2");
  }

  private static Verification verify(TestChart before, TestChart after) throws Exception {
    return VERIFIER.verify(before, before.to(after, BUMP), ImageRules.defaults(), REQUIRED);
  }

  private static VerificationException refused(TestChart before, TestChart after) {
    VerificationException failure =
        catchThrowableOfType(VerificationException.class, () -> verify(before, after));
    assertThat(failure).as("verification must refuse it").isNotNull();
    return failure;
  }
}
