package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chartbot.chart.GeneratedTemplate;
import chartbot.chart.ImageChange;
import chartbot.chart.ImageRules;
import chartbot.chart.JobImage;
import chartbot.chart.JobSettings;
import chartbot.chart.JobSettings.Block;
import chartbot.chart.TemplateText;
import chartbot.error.VerificationException;
import chartbot.kubernetes.KubernetesSchema;
import chartbot.target.VerifyRules;
import chartbot.target.VerifyRules.Mode;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.update.Verification;
import chartbot.update.Verified;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variant of the Job template, rendered by Helm with every switch on and off. */
class JobVariantsTest {

  private static final HelmVerifier VERIFIER =
      new HelmVerifier(TestHelm.HELM, new KubernetesSchema());
  private static final String NAME = "eric-enm-models-custom-service";
  private static final String PATH = "templates/eric-enm-models-custom-service.yaml";
  private static final VerifyRules SWITCHES_OFF = new VerifyRules(Mode.REQUIRED, List.of());
  private static final VerifyRules SWITCHES_ON = new VerifyRules(Mode.REQUIRED, List.of("on.yaml"));
  private static final ImageChange ADDED = new ImageChange(NAME, Optional.empty(), "1.2.3-4");
  private static final JobSettings DEFAULTS = JobSettings.defaults();
  private static final String CONDITION = ".Values.customService.enabled";

  private final TestChart chart = TestChart.small();

  static Stream<JobSettings> variants() {
    return Stream.of("", "pre-install,pre-upgrade", "post-install,post-upgrade")
        .flatMap(
            hook ->
                Stream.of(Optional.<Integer>empty(), Optional.of(0), Optional.of(6))
                    .map(
                        backoff ->
                            settings(
                                hook, -3, "before-hook-creation", backoff, DEFAULTS.blocks())));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void isAcceptedWithTheSwitchesOffAndOn(JobSettings settings) throws Exception {
    String off = accepted(settings, SWITCHES_OFF);
    String on = accepted(settings, SWITCHES_ON);

    assertThat(off)
        .contains(
            "image: registry.example/proj-enm/eric-enm-models-custom-service:1.2.3-4",
            "name: eric-enm-models-custom-service-job")
        .doesNotContain("initContainers", "nodeSelector", "tolerations", "volumes", "PullSecrets");
    assertThat(on)
        .contains(
            "initContainers:",
            "image: registry.example/proj-enm/wait-init:1.0.0-1",
            "nodeSelector:",
            "        zone: a",
            "        disk: ssd",
            "tolerationSeconds: 0",
            "claimName: mdt-claim",
            "- name: enm-pull-secret");
    assertThat(on.contains("helm.sh/hook")).isEqualTo(!settings.hook().isEmpty());
    assertThat(on.contains("backoffLimit: ")).isEqualTo(settings.backoffLimit().isPresent());
  }

  @ParameterizedTest
  @EnumSource(Block.class)
  void isAcceptedWithoutABlockAndWithItAlone(Block block) throws Exception {
    for (Set<Block> blocks : List.of(EnumSet.of(block), EnumSet.complementOf(EnumSet.of(block)))) {
      JobSettings settings =
          settings(DEFAULTS.hook(), -3, DEFAULTS.deletePolicy(), Optional.empty(), blocks);

      assertThat(accepted(settings, SWITCHES_OFF)).contains("kind: Job");
      assertThat(accepted(settings, SWITCHES_ON)).contains("kind: Job");
    }
  }

  @ParameterizedTest
  @CsvSource({"0,hook-succeeded", "12,'hook-failed,hook-succeeded'", "-100,''"})
  void isAcceptedWithAnyWeightAndDeletePolicy(int weight, String policy) throws Exception {
    JobSettings settings =
        settings("post-install", weight, policy, Optional.empty(), DEFAULTS.blocks());

    assertThat(accepted(settings, SWITCHES_ON))
        .contains("\"helm.sh/hook-weight\": \"" + weight + "\"")
        .contains(policy);
  }

  @Test
  void aConditionThatIsOnPrintsTheJob() throws Exception {
    assertThat(accepted(conditional(CONDITION), SWITCHES_ON)).contains("kind: Job");
  }

  @Test
  void aConditionThatIsOffPrintsNothingAndTheJobIsCheckedAllTheSame() throws Exception {
    Verification verification = verify(conditional(CONDITION), SWITCHES_OFF);

    assertThat(verification.renderedAfter()).doesNotContain(NAME);
    assertThat(verification.notes())
        .containsExactly(
            PATH
                + " renders nothing with these values, since its condition is off; checked with the"
                + " condition on");
  }

  @Test
  void behindAConditionThatIsOffProblemsAreFound() throws Exception {
    TestChart before = chart;
    TestChart after =
        added(conditional(CONDITION))
            .replacing(
                "values.yaml",
                "custom-service\n  restartPolicy: OnFailure",
                "custom-service\n  restartPolicy: Always");

    assertThat(refusal(before, after, SWITCHES_OFF).message())
        .contains("restartPolicy is 'Always'; a Job takes OnFailure or Never");
  }

  @Test
  void behindAConditionThatIsOffAnUndefinedHelperIsFound() throws Exception {
    JobSettings settings =
        new JobSettings(
            Optional.empty(),
            "product",
            DEFAULTS.hook(),
            -3,
            "",
            Optional.empty(),
            Optional.of(CONDITION),
            DEFAULTS.blocks(),
            "OnFailure",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(refusal(chart, added(settings), SWITCHES_OFF).message())
        .contains("the named template \"product.name\" is not defined in this chart");
  }

  @Test
  void behindAConditionThatIsOffMissingValuesAreToldOnly() throws Exception {
    TestChart bare = chart.replacing("values.yaml", "mdtPersistentVolumeClaim:", "otherClaim:");
    TestChart after = bare.with(PATH, added(conditional(CONDITION)).text(PATH));

    assertThat(
            VERIFIER
                .verify(bare, bare.to(after, ADDED), ImageRules.defaults(), SWITCHES_OFF)
                .notes())
        .singleElement()
        .asString()
        .contains("with its condition on, Helm says: " + PATH, ".Values.mdtPersistentVolumeClaim");
  }

  @Test
  void aBrokenConditionIsRefusedWithItsLine() throws Exception {
    assertThat(refusal(chart, added(conditional("and (.Values.a")), SWITCHES_OFF).message())
        .startsWith(PATH + ":2: ");
  }

  @Test
  void aConditionOnAMissingSectionIsRefusedWithItsLine() throws Exception {
    assertThat(
            refusal(chart, added(conditional(".Values.nothing.enabled")), SWITCHES_OFF).message())
        .isEqualTo(
            PATH
                + ":2:14: there is no value .Values.nothing, and .Values.nothing.enabled needs it");
  }

  @Test
  void anUndefinedHelperIsNamedWithThePrefixThatTheChartHas() throws Exception {
    TestChart other =
        chart
            .replacing("templates/_helpers.tpl", "\"infra-integration.name\"", "\"product.name\"")
            .replacing("templates/_helpers.tpl", "\"infra-integration.pull", "\"product.pull");
    TestChart after = other.with(PATH, added(DEFAULTS).text(PATH));

    VerificationException failure = refusal(other, after, SWITCHES_OFF);

    assertThat(failure.message())
        .isEqualTo(
            PATH
                + ":7:21: the named template \"infra-integration.name\" is not defined in this"
                + " chart");
    assertThat(failure.hint())
        .contains("this chart defines \"product.name\": set job.helpers to product");
  }

  @Test
  void aNewTemplateThatAloneMissesAValueIsRefused() throws Exception {
    TestChart bare = chart.replacing("values.yaml", "mdtPersistentVolumeClaim:", "otherClaim:");
    TestChart after = bare.with(PATH, added(DEFAULTS).text(PATH));

    assertThat(refusal(bare, after, SWITCHES_OFF).message())
        .contains("there is no value .Values.mdtPersistentVolumeClaim, and");
    assertThat(refusal(bare, after, SWITCHES_OFF).hint())
        .hasValueSatisfying(
            hint ->
                assertThat(hint).contains("leave the block volume out of the Job with job.blocks"));
  }

  @Test
  void aConfiguredTemplateThatMakesSomethingElseIsRefused() throws Exception {
    JobSettings settings =
        custom(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: <%name%>-job
            spec:
              x: {{ <%entry%> "tag" }}
            """);

    assertThat(refusal(chart, added(settings), SWITCHES_OFF).message())
        .startsWith("4 problems:\n  " + PATH + ":3: it renders to v1 Pod, not to batch/v1 Job")
        .contains("no container of the Job runs the image " + NAME + ":1.2.3-4");
  }

  @Test
  void aJobOfAnotherNameIsRefused() throws Exception {
    TestChart after =
        added(DEFAULTS)
            .replacing(
                "values.yaml", NAME + "-job:\n  name: " + NAME, NAME + "-job:\n  name: something");

    assertThat(refusal(chart, after, SWITCHES_OFF).message())
        .startsWith(PATH + ":5: the Job is named 'something-job', not " + NAME + "-job");
  }

  @Test
  void aJobThatRunsAnotherTagIsRefused() throws Exception {
    ImageChange other = new ImageChange(NAME, Optional.empty(), "9.9.9-9");

    VerificationException failure =
        catchThrowableOfType(
            VerificationException.class,
            () ->
                VERIFIER.verify(
                    chart, chart.to(added(DEFAULTS), other), ImageRules.defaults(), SWITCHES_OFF));

    assertThat(failure.message())
        .contains("no container of the Job runs the image " + NAME + ":9.9.9-9");
  }

  private String accepted(JobSettings settings, VerifyRules rules) throws Exception {
    Verification verification = verify(settings, rules);
    assertThat(verification.notes()).isEmpty();
    assertThat(verification.verified()).isEqualTo(Verified.FULL);
    return Objects.requireNonNull(Manifests.byTemplate(verification.renderedAfter()).get(PATH));
  }

  private Verification verify(JobSettings settings, VerifyRules rules) throws Exception {
    return VERIFIER.verify(chart, chart.to(added(settings), ADDED), ImageRules.defaults(), rules);
  }

  private static VerificationException refusal(
      TestChart before, TestChart after, VerifyRules rules) {
    VerificationException failure =
        catchThrowableOfType(
            VerificationException.class,
            () -> VERIFIER.verify(before, before.to(after, ADDED), ImageRules.defaults(), rules));
    assertThat(failure).as("verification must refuse it").isNotNull();
    return failure;
  }

  private TestChart added(JobSettings settings) throws Exception {
    HandlebarsJobTemplates templates = new HandlebarsJobTemplates();
    JobImage image = JobImage.of(NAME, NAME, ImageRules.defaults());
    return chart.with(
        PATH,
        GeneratedTemplate.of(
            templates.fingerprint(image, settings), templates.render(image, settings)));
  }

  private static JobSettings settings(
      String hook, int weight, String policy, Optional<Integer> backoffLimit, Set<Block> blocks) {
    return new JobSettings(
        Optional.empty(),
        DEFAULTS.helpers(),
        hook,
        weight,
        policy,
        backoffLimit,
        Optional.empty(),
        blocks,
        "OnFailure",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static JobSettings conditional(String condition) {
    return new JobSettings(
        Optional.empty(),
        DEFAULTS.helpers(),
        DEFAULTS.hook(),
        -3,
        DEFAULTS.deletePolicy(),
        Optional.empty(),
        Optional.of(condition),
        DEFAULTS.blocks(),
        "OnFailure",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static JobSettings custom(String template) {
    return new JobSettings(
        Optional.of(new TemplateText("job.hbs", template)),
        DEFAULTS.helpers(),
        DEFAULTS.hook(),
        -3,
        DEFAULTS.deletePolicy(),
        Optional.empty(),
        Optional.empty(),
        DEFAULTS.blocks(),
        "OnFailure",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
