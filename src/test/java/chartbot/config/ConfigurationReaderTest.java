package chartbot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.ImageRules;
import chartbot.chart.JobSettings;
import chartbot.chart.JobSettings.Block;
import chartbot.chart.TemplateText;
import chartbot.chart.VersionBump;
import chartbot.error.UserException;
import chartbot.image.RegistryRules;
import chartbot.registry.SigningKey;
import chartbot.target.HelmRules;
import chartbot.target.Identity;
import chartbot.target.ReviewRules;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("StringConcatToTextBlock") // one expression a line of the file
class ConfigurationReaderTest {

  private static final String MINIMAL =
      """
      gerrit: {url: https://gerrit.example.com/}
      targets:
        - project: OSS/charts/infra
      """;

  @TempDir Path folder;

  @Test
  void theShippedExampleIsValidAndSaysWhatTheDefaultsSay() throws Exception {
    Configuration shipped = new ConfigurationReader(Map.of()).read(Path.of("config/chartbot.yaml"));

    assertThat(shipped.server())
        .isEqualTo(
            new Server(URI.create("https://gerrit.example.com"), java.util.Optional.empty()));
    Target target = shipped.targets().get(0);
    assertThat(target.name()).isEqualTo("infra");
    assertThat(target.project()).isEqualTo("OSS/charts/eric-enm-infra-integration");
    assertThat(target.branch()).isEqualTo("master");
    assertThat(target.chart()).isEmpty();
    assertThat(target.jobs().common()).isEqualTo(JobSettings.defaults());
    assertThat(target.images().tagPattern().pattern())
        .isEqualTo(ImageRules.defaults().tagPattern().pattern());
    assertThat(target.images().valuesFiles()).containsExactly("values.yaml");
    assertThat(target.review().hashtags()).containsExactly("chartbot");
    assertThat(target.review().topic()).isEmpty();
    assertThat(target.commit().author()).isEmpty();
    assertThat(target.verify().mode()).isEqualTo(VerifyRules.Mode.REQUIRED);
  }

  @Test
  void aRegistryIsAskedOnlyWhereOneIsConfigured() throws Exception {
    Files.writeString(folder.resolve("cosign.pub"), SigningKey.ec().pem());

    assertThat(read(MINIMAL).registry()).isEmpty();
    RegistryRules plain =
        read(MINIMAL + "registry: {url: https://r.example/artifactory/}\n")
            .registry()
            .orElseThrow();
    assertThat(plain.url()).hasToString("https://r.example/artifactory");
    assertThat(plain.check()).isEqualTo(RegistryRules.Check.REQUIRED);
    RegistryRules full =
        read(MINIMAL
                + "registry: {url: https://r.example, repository: proj-enm/x, check: 'off',"
                + " follow: [init], token-server: https://t.example/, verify-key: cosign.pub}\n")
            .registry()
            .orElseThrow();
    assertThat(full.repository()).isEqualTo("proj-enm/x");
    assertThat(full.check()).isEqualTo(RegistryRules.Check.OFF);
    assertThat(full.follow()).containsExactly("init");
    assertThat(full.tokenServer()).contains(URI.create("https://t.example"));
    assertThat(full.checks()).isTrue();
  }

  @Test
  void everyKeyOfTheTableIsUnderstood() throws Exception {
    Files.writeString(folder.resolve("job.hbs"), "kind: Job\n");
    Files.writeString(folder.resolve("message.hbs"), "Update\n");
    Configuration configuration =
        read(
            """
            gerrit:
              url: https://gerrit.example.com/r/
              git-url: ssh://bot@gerrit.example.com:29418/
            targets:
              - name: infra
                project: charts/infra
                branch: refs/heads/release-24
                chart: ./charts/infra/
            images:
              prefix: models-
              models: [odd-one]
              tag-pattern: 'v\\d+'
              path: global.images
              values-files: [values.yaml, values-prod.yaml]
            chart-version: {bump: build}
            job:
              helpers: infra
              hook: pre-install, pre-upgrade
              hook-weight: +5
              delete-policy: before-hook-creation, hook-succeeded
              backoff-limit: 0
              condition: .Values.on
              blocks: [resources, volume]
              restart-policy: Never
              memoryRequest: 1Gi
              memoryLimit: 2Gi
              cpuRequest: 1
              cpuLimit: 1.5
              template: job.hbs
              per-image:
                odd-one: {condition: '', restartPolicy: OnFailure, hook-weight: 7}
            review:
              topic: images
              hashtags: [bot]
              reviewers: [a@example.com]
              cc: [b@example.com]
              wip: true
              notify: owner-reviewers
              attention: every-push
              comment: rendered-diff
            commit:
              author: Chart Bot <bot@example.com>
              footers: {Issue-ID: ABC-1}
              message-template: message.hbs
            verify:
              mode: off
              values-files: [values-prod.yaml, ./job.hbs]
              helm: /usr/local/bin/helm
              kube-version: v1.30.2
              timeout: 2m
              memory: 512Mi
            """);

    assertThat(configuration.server().url()).hasToString("https://gerrit.example.com/r");
    assertThat(configuration.server().gitUrl())
        .contains(URI.create("ssh://bot@gerrit.example.com:29418"));
    Target target = configuration.targets().get(0);
    assertThat(target.version()).isEqualTo(VersionBump.BUILD);
    assertThat(target.branch()).isEqualTo("release-24");
    assertThat(target.chart()).isEqualTo("charts/infra");
    assertThat(target.images().isModel("odd-one")).isTrue();
    assertThat(target.images().path()).isEqualTo("global.images");
    assertThat(target.images().tagPattern().pattern()).isEqualTo("v\\d+");
    assertThat(target.images().valuesFiles()).containsExactly("values.yaml", "values-prod.yaml");
    JobSettings standard = target.jobs().common();
    assertThat(standard.hook()).isEqualTo("pre-install,pre-upgrade");
    assertThat(standard.hookWeight()).isEqualTo(5);
    assertThat(standard.deletePolicy()).isEqualTo("before-hook-creation,hook-succeeded");
    assertThat(standard.backoffLimit()).contains(0);
    assertThat(standard.condition()).contains(".Values.on");
    assertThat(standard.blocks()).containsExactlyInAnyOrder(Block.RESOURCES, Block.VOLUME);
    assertThat(standard.restartPolicy()).isEqualTo("Never");
    assertThat(standard.memoryRequest()).contains("1Gi");
    assertThat(standard.memoryLimit()).contains("2Gi");
    assertThat(standard.cpuRequest()).contains("1");
    assertThat(standard.cpuLimit()).contains("1.5");
    JobSettings odd = target.jobs().of("odd-one");
    assertThat(odd.condition()).isEmpty();
    assertThat(odd.restartPolicy()).isEqualTo("OnFailure");
    assertThat(odd.hookWeight()).isEqualTo(7);
    assertThat(odd.memoryLimit()).contains("2Gi");
    assertThat(standard.template())
        .contains(new TemplateText(folder.resolve("job.hbs").toString(), "kind: Job\n"));
    assertThat(target.review())
        .isEqualTo(
            new ReviewRules(
                Optional.of("images"),
                List.of("chartbot", "bot"),
                List.of("a@example.com"),
                List.of("b@example.com"),
                ReviewRules.Readiness.WIP,
                ReviewRules.Notify.OWNER_REVIEWERS,
                ReviewRules.Attention.EVERY_PUSH,
                true));
    assertThat(target.commit().author()).contains(new Identity("Chart Bot", "bot@example.com"));
    assertThat(target.commit().footers()).containsExactly(Map.entry("Issue-ID", "ABC-1"));
    assertThat(target.commit().messageTemplate())
        .contains(new TemplateText(folder.resolve("message.hbs").toString(), "Update\n"));
    assertThat(target.verify())
        .isEqualTo(
            new VerifyRules(
                VerifyRules.Mode.OFF,
                List.of("values-prod.yaml", folder.resolve("job.hbs").toString()),
                new HelmRules(
                    Optional.of("/usr/local/bin/helm"),
                    "v1.30.2",
                    Duration.ofMinutes(2),
                    512L << 20)));
  }

  @Test
  void aTargetOverridesKeyByKey() throws Exception {
    Configuration configuration =
        read(
            """
            gerrit: {url: https://gerrit.example.com/}
            targets:
              - {name: one, project: charts/infra}
              - name: two
                project: charts/infra
                branch: release
                job: {hook-weight: 1, per-image: {models-a: {cpuLimit: 2}}}
                review: {topic: ''}
                commit: {footers: {Issue-ID: B-2}}
            job:
              backoff-limit: 4
              per-image: {models-a: {memoryLimit: 3Gi}}
            review: {topic: images, reviewers: [a]}
            commit: {footers: {Issue-ID: A-1, Team: x}}
            """);

    Target one = configuration.targets().get(0);
    Target two = configuration.targets().get(1);
    assertThat(one.review().topic()).contains("images");
    assertThat(two.review().topic()).isEmpty();
    assertThat(two.review().reviewers()).containsExactly("a");
    assertThat(one.jobs().of("models-a").hookWeight()).isEqualTo(-3);
    assertThat(two.jobs().of("models-a").hookWeight()).isEqualTo(1);
    assertThat(two.jobs().of("models-a").backoffLimit()).contains(4);
    assertThat(two.jobs().of("models-a").memoryLimit()).contains("3Gi");
    assertThat(two.jobs().of("models-a").cpuLimit()).contains("2");
    assertThat(one.jobs().of("models-a").cpuLimit()).isEmpty();
    assertThat(two.commit().footers())
        .containsExactly(Map.entry("Issue-ID", "B-2"), Map.entry("Team", "x"));
  }

  @Test
  void theEnvironmentOverridesTheFileAndItsTargets() throws Exception {
    Path file = write(MINIMAL + "    review: {topic: mine}\n");
    Map<String, String> environment =
        Map.of(
            "CHARTBOT_GERRIT_URL", "http://localhost:8080/",
            "CHARTBOT_REVIEW_TOPIC", "theirs",
            "CHARTBOT_REVIEW_REVIEWERS", "a@example.com, b@example.com",
            "CHARTBOT_JOB_HOOK_WEIGHT", "9",
            "CHARTBOT_JOB_MEMORY_REQUEST", "1Gi",
            "CHARTBOT_IMAGES_TAG_PATTERN", "",
            "CHARTBOT_CONFIG", "elsewhere",
            "CHARTBOT_OUTCOME", "pushed");

    Configuration configuration = new ConfigurationReader(environment).read(file);

    assertThat(configuration.server().url()).hasToString("http://localhost:8080");
    Target target = configuration.targets().get(0);
    assertThat(target.review().topic()).contains("theirs");
    assertThat(target.review().reviewers()).containsExactly("a@example.com", "b@example.com");
    assertThat(target.jobs().common().hookWeight()).isEqualTo(9);
    assertThat(target.jobs().common().memoryRequest()).contains("1Gi");
    assertThat(target.images().tagPattern().pattern())
        .isEqualTo(ImageRules.defaults().tagPattern().pattern());
  }

  @Test
  void aWrongVariableIsRefusedByName() throws Exception {
    Path file = write(MINIMAL);
    Map<String, String> environment =
        Map.of("CHARTBOT_REVIEW_TOPICS", "x", "CHARTBOT_JOB_HOOK_WEIGHT", "heavy");

    assertThatThrownBy(() -> new ConfigurationReader(environment).read(file))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "environment variable CHARTBOT_JOB_HOOK_WEIGHT: 'heavy' is not a whole number\n"
                + "environment variable CHARTBOT_REVIEW_TOPICS: no such setting;"
                + " did you mean 'CHARTBOT_REVIEW_TOPIC'?");
  }

  @Test
  void anchorsAndMergeKeysAreUnderstood() throws Exception {
    Configuration configuration =
        read(
            """
            gerrit: {url: https://gerrit.example.com/}
            targets:
              - &base {name: one, project: charts/infra, review: {topic: t}}
              - <<: *base
                name: two
                branch: release
            """);

    assertThat(configuration.targets()).extracting(Target::name).containsExactly("one", "two");
    assertThat(configuration.targets().get(1).review().topic()).contains("t");
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsDoNotMatter() throws Exception {
    Configuration configuration = read("\uFEFF" + MINIMAL.replace("\n", "\r\n"));

    assertThat(configuration.targets().get(0).name()).isEqualTo("infra");
  }

  @Test
  void anUnknownTargetIsRefusedWithTheNearest() throws Exception {
    Configuration configuration = read(MINIMAL);

    assertThat(configuration.select(List.of())).hasSize(1);
    assertThat(configuration.select(List.of("infra"))).hasSize(1);
    assertThatThrownBy(() -> configuration.select(List.of("infar")))
        .hasMessage("there is no target 'infar'; did you mean 'infra'?");
  }

  @Test
  void aMissingFileIsRefusedWithWhatToDo() {
    Path file = folder.resolve("none.yaml");

    assertThatThrownBy(() -> new ConfigurationReader(Map.of()).read(file))
        .isInstanceOf(UserException.class)
        .hasMessage("there is no configuration file " + file)
        .extracting(e -> ((UserException) e).hint().orElseThrow())
        .asString()
        .contains("--config FILE", "CHARTBOT_CONFIG");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws Exception {
    Path file = folder.resolve("chartbot.yaml");
    Files.write(file, "gerrit: {url: caf\u00e9}\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> new ConfigurationReader(Map.of()).read(file))
        .isInstanceOf(UserException.class)
        .hasMessage(file + ":1:18: not UTF-8: byte 0xE9");
  }

  @Test
  void aProjectMayHaveABlankInItsName() throws Exception {
    Target target = read(MINIMAL.replace("OSS/charts/infra", "My charts/infra")).targets().get(0);

    assertThat(target.project()).isEqualTo("My charts/infra");
  }

  @Test
  void allProblemsAreReportedTogether() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    gerit:
                      url: https://gerrit.example.com/
                    targets:
                      - name: infra
                        branch: a..b
                    job:
                      hook-weight: heavy
                    """))
        .isInstanceOf(UserException.class)
        .hasMessage(
            """
            FILE:1:1: unknown key 'gerit'; did you mean 'gerrit'?
            FILE:7:16: job.hook-weight: 'heavy' is not a whole number
            FILE:5:13: targets[0].branch: 'a..b' is not a legal branch name
            FILE:4:5: targets[0].project is missing
            FILE:1:1: gerrit.url is missing\
            """
                .replace("FILE", folder.resolve("chartbot.yaml").toString()));
  }

  static List<Arguments> refusals() {
    return List.of(
        refusal("reviews: {}", "4:1: unknown key 'reviews'; did you mean 'review'?"),
        refusal(
            "zebra: {}",
            "4:1: unknown key 'zebra'; the sections are gerrit, targets, images, chart-version,"
                + " job, review, commit, verify, registry"),
        refusal("registry: {check: off}", "4:19: registry.url is missing"),
        refusal(
            "registry: {url: 'https://bot:x@registry.example.com/'}",
            "4:17: registry.url: the URL carries a password; give it as"
                + " REGISTRY_PASSWORD or with 'docker login' instead"),
        refusal(
            "registry: {url: 'https://r.example/', repository: /Proj/}",
            "4:51: registry.repository: '/Proj/' is not a path of lower-case words with / between"
                + " them"),
        refusal(
            "registry: {url: 'https://r.example/', verify-key: chartbot.yaml}",
            "4:51: the file FOLDER/chartbot.yaml is not a public key in PEM"),
        refusal(
            "review: {topics: x}",
            "4:10: unknown key 'topics' under review; did you mean 'topic'?"),
        refusal(
            "commit: {hashtags: [a]}",
            "4:10: unknown key 'hashtags' under commit; it belongs under review"),
        refusal(
            "verify: {zebra: 1}",
            "4:10: unknown key 'zebra' under verify; it may hold mode, values-files, helm,"
                + " kube-version, timeout, memory"),
        refusal("review: [a]", "4:9: review must be a mapping, but it is a list"),
        refusal("review: text", "4:9: review must be a mapping, but it is one value"),
        refusal(
            "review: {topic: 'a \"b\"'}",
            "4:17: review.topic: 'a \"b\"' holds a quotation mark, which Gerrit takes in no topic"),
        refusal("review: {topic: [a]}", "4:17: review.topic must be one value, but it is a list"),
        refusal(
            "review: {reviewers: a}", "4:21: review.reviewers must be a list, but it is one value"),
        refusal("review: {reviewers: ['']}", "4:22: review.reviewers: '' is empty"),
        refusal("review: {hashtags: ['a,b']}", "4:21: review.hashtags: 'a,b' holds a comma"),
        refusal("review: {wip: maybe}", "4:15: review.wip: 'maybe' is not one of true, false"),
        refusal(
            "review: {notify: owners}",
            "4:18: review.notify: 'owners' is not one of none, owner, owner-reviewers, all;"
                + " did you mean 'owner'?"),
        refusal(
            "review: {topic: a, topic: b}",
            "4:20: duplicate key 'topic' in review, the first is at FILE:4:10"),
        refusal(
            "job: {restart-policy: Never, restartPolicy: Never}",
            "4:30: duplicate key 'restartPolicy' in job"),
        refusal(
            "images: {tag-pattern: '('}",
            "4:23: images.tag-pattern: '(' is not a regular expression: Unclosed group"),
        refusal(
            "images: {values-files: []}",
            "4:24: images.values-files is empty; a chart has at least one values file"),
        refusal(
            "images: {values-files: [../x.yaml]}",
            "4:25: images.values-files: '../x.yaml' is not a relative path with / between its"
                + " parts"),
        refusal(
            "images: {values-files: [./x.yaml]}",
            "4:25: images.values-files: './x.yaml' is not a relative path with / between its"
                + " parts"),
        refusal(
            "images: {values-files: [a//b]}",
            "4:25: images.values-files: 'a//b' is not a relative path with / between its parts"),
        refusal(
            "images: {values-files: [a/./b]}",
            "4:25: images.values-files: 'a/./b' is not a relative path with / between its parts"),
        refusal(
            "images: {values-files: [values.yaml, b.yaml, values.yaml]}",
            "4:46: images.values-files: 'values.yaml' is listed already"),
        refusal(
            "verify: {values-files: [a/../x.yaml]}",
            "4:25: verify.values-files: 'a/../x.yaml' is not a relative path with / between its"
                + " parts"),
        refusal(
            "images: {path: a..b}",
            "4:16: images.path: 'a..b' is not a dotted path such as images or global.images"
                + " (a dot within a key is \\.)"),
        refusal(
            "job: {hook: post-instal}",
            "4:13: job.hook: 'post-instal' is not one of pre-install, post-install, pre-upgrade,"
                + " post-upgrade, pre-rollback, post-rollback, pre-delete, post-delete, test; did"
                + " you mean 'post-install'?"),
        refusal(
            "job: {delete-policy: 'hook-succeeded,never'}",
            "4:22: job.delete-policy: 'hook-succeeded,never' holds 'never', which is not one of"
                + " before-hook-creation, hook-succeeded, hook-failed"),
        refusal(
            "job: {backoff-limit: -1}",
            "4:22: job.backoff-limit: '-1' is not a whole number from 0"),
        refusal(
            "job: {restartPolicy: Always}",
            "4:22: job.restart-policy: 'Always' is not one of OnFailure, Never"),
        refusal(
            "job: {condition: '{{ .Values.x }}'}",
            "4:18: job.condition: '{{ .Values.x }}' must be the bare expression, without {{ and"
                + " }}"),
        refusal(
            "job: {blocks: [tolerations, pvc]}",
            "4:29: job.blocks: 'pvc' is not one of pull-secrets, init-container, node-selector,"
                + " tolerations, resources, volume"),
        refusal(
            "job: {memoryLimit: lots}",
            "4:20: job.memoryLimit: 'lots' is not a Kubernetes quantity such as 512Mi, 1Gi or"
                + " 500m"),
        refusal(
            "verify: {values-files: [../none.yaml]}",
            "4:24: the file PARENT/none.yaml does not exist"),
        refusal("job: {template: none.hbs}", "4:17: the file FOLDER/none.hbs does not exist"),
        refusal(
            "job: {per-image: {a: {disk: 1Gi}}}",
            "4:23: unknown key 'disk' under job.per-image.a; it may hold helpers, hook,"
                + " hook-weight, delete-policy, backoff-limit, condition, blocks, restart-policy,"
                + " memoryRequest, memoryLimit, cpuRequest, cpuLimit, template"),
        refusal(
            "commit: {author: bot}", "4:18: commit.author: 'bot' is not of the form NAME <EMAIL>"),
        refusal(
            "commit: {footers: {Change-Id: I1}}",
            "4:20: commit.footers: 'Change-Id' is written by chartbot itself"),
        refusal(
            "commit: {footers: {chartbot-options: restored}}",
            "4:20: commit.footers: 'chartbot-options' is written by chartbot itself"),
        refusal(
            "commit: {footers: {'a b': c}}",
            "4:20: commit.footers: 'a b' may consist of letters, digits and '-' and begins with a"
                + " letter"),
        refusal(
            "verify: {helm: ./bin/helm}",
            "4:16: verify.helm: './bin/helm' is neither an absolute path nor the name of a"
                + " command"),
        refusal(
            "verify: {kube-version: newest}",
            "4:24: verify.kube-version: 'newest' is not a Kubernetes version such as 1.35.0"),
        refusal(
            "verify: {timeout: 1h30m}",
            "4:19: verify.timeout: '1h30m' is not a time of at most an hour, such as 90s or 2m"),
        refusal(
            "verify: {memory: 100Mi}",
            "4:18: verify.memory: '100Mi' is not a quantity of memory from 512Mi to 1Ti, such as"
                + " 2Gi"),
        refusal(
            "verify: {mode: maybe}",
            "4:16: verify.mode: 'maybe' is not one of required, optional, off"),
        refusal(
            "review: {topic: !!java.net.URL [x]}",
            "4:17: not valid YAML: Global tag is not allowed: tag:yaml.org,2002:java.net.URL"),
        refusal(
            "review: {topic: !secret x}", "4:17: review.topic: the type !secret is not allowed"),
        refusal("review:\n\ttopic: x", "5:1: not valid YAML: a tab in front of data"),
        refusal(
            "review: {topic: !!binary eA==}",
            "4:17: not valid YAML: Global tag is not allowed: tag:yaml.org,2002:binary"),
        refusal("  bad: x", "4:3: not valid YAML: expected <block end>, but found '?'"),
        refusal(
            "---",
            "4:1: not valid YAML: expected a single document in the stream but found another"
                + " document"));
  }

  private static Arguments refusal(String text, String message) {
    return Arguments.of(text, message);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsWrongIsRefusedWithItsPlace(String line, String message) {
    String file = folder.resolve("chartbot.yaml").toString();

    assertThatThrownBy(() -> read(MINIMAL + line + "\n"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            file
                + ":"
                + message
                    .replace("FILE", file)
                    .replace("FOLDER", folder.toString())
                    .replace("PARENT", folder.resolveSibling(".").normalize().toString()));
  }

  @ParameterizedTest
  @MethodSource("wholeFiles")
  void aWholeFileThatCannotBeIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserException.class)
        .hasMessage(message.replace("FILE", folder.resolve("chartbot.yaml").toString()));
  }

  static List<Arguments> wholeFiles() {
    String targets = "targets: [{project: a}]\n";
    return List.of(
        Arguments.of(
            "",
            "FILE:1:1: targets is missing; give at least one target\n"
                + "FILE:1:1: gerrit.url is missing"),
        Arguments.of(
            "- a",
            "FILE:1:1: the configuration must be a mapping, but it is a list\n"
                + "FILE:1:1: targets is missing; give at least one target\n"
                + "FILE:1:1: gerrit.url is missing"),
        Arguments.of(
            "gerrit: {url: 'gerrit'}\n" + targets,
            "FILE:1:15: gerrit.url: 'gerrit' is not a URL such as https://gerrit.example.com/"),
        Arguments.of(
            "gerrit: {url: 'https://h/?token=hunter2'}\n" + targets,
            "FILE:1:15: gerrit.url: the URL carries a query or fragment (? or #): leave that out"),
        Arguments.of(
            "gerrit: {url: 'https://h/', git-url: 'ssh://bot@h:29418/#hunter2'}\n" + targets,
            "FILE:1:38: gerrit.git-url: the URL carries a query or fragment (? or #): leave that"
                + " out"),
        Arguments.of(
            "gerrit: {url: 'https://bot@h/'}\n" + targets,
            "FILE:1:15: gerrit.url: the URL carries a user name; give it as GERRIT_USERNAME or in"
                + " ~/.netrc instead"),
        Arguments.of(
            "gerrit: {url: 'https://bot:hunter2@h/'}\n" + targets,
            "FILE:1:15: gerrit.url: the URL carries a password; give it as GERRIT_PASSWORD or in"
                + " ~/.netrc instead"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\ntargets:\n",
            "FILE:2:1: targets must be a list of targets, each beginning with '- '"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\ntargets: []\n",
            "FILE:2:10: targets is empty; give at least one target"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\n"
                + "targets: [{name: a, project: /x}, {name: b, project: /y}]\n",
            "FILE:2:30: targets[0].project: '/x' is not a Gerrit project such as OSS/charts/infra\n"
                + "FILE:2:54: targets[1].project: '/y' is not a Gerrit project such as"
                + " OSS/charts/infra"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\ntargets: [{project: a/x}, {project: b/x}]\n",
            "FILE:2:27: the target at FILE:2:11 has the name 'x' too"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\n"
                + "targets: [{project: a, name: x}, {project: b}, {name: y, project: a, branch:"
                + " refs/heads/master, chart: ./}]\n",
            "FILE:2:48: the target at FILE:2:11 is the same chart of the same project and branch"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\ntargets: [{project: a, chart-version: {bump: bild}}]\n",
            "FILE:2:46: targets[0].chart-version.bump: 'bild' is not one of none, patch, minor,"
                + " major, build; did you mean 'build'?"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\ntargets: [{project: a, projekt: b}]\n",
            "FILE:2:24: unknown key 'projekt' under targets[0]; did you mean 'project'?"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\ntargets: [{project: a, reveiw: {}}]\n",
            "FILE:2:24: unknown key 'reveiw' under targets[0]; did you mean 'review'?"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\ntargets: [{project: a, gerrit: {}}]\n",
            "FILE:2:24: unknown key 'gerrit' under targets[0]; it may hold name, project, branch,"
                + " branches, accept, freeze, chart, images, chart-version, job, review, commit,"
                + " verify"),
        Arguments.of(
            "gerrit: {url: 'https://h/'}\ntargets: [{project: a, chart: /etc}]\n",
            "FILE:2:31: targets[0].chart: '/etc' is not a relative path with / between its parts"));
  }

  private Configuration read(String text) throws UserException, IOException {
    Configuration read = new ConfigurationReader(Map.of()).read(write(text));
    assertThat(SchemaOfConfigurations.problems(text)).isEmpty(); // what is valid is so in editors
    return read;
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("chartbot.yaml"), text);
  }
}
