package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.kubernetes.KubernetesSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every check of a rendered Job fires on a Job that is right but for one thing. */
class WorkloadChecksTest {

  private static final String JOB =
      """
      ---
      # Source: chart/templates/job.yaml
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: x-job
        labels:
          app: "x"
        annotations:
          "helm.sh/hook": post-install,post-upgrade
          "helm.sh/hook-weight": "-3"
          "helm.sh/hook-delete-policy": before-hook-creation
      spec:
        backoffLimit: 6
        template:
          metadata:
            labels:
              app: x
          spec:
            restartPolicy: OnFailure
            nodeSelector:
              disk: ssd
            tolerations:
            - operator: Exists
              tolerationSeconds: 0
            initContainers:
            - name: x-init
              image: registry.example:5000/proj/wait:1
              command: ['sh', '-c', 'true']
            containers:
            - name: x
              image: registry.example/proj/x:1.2.3-4
              imagePullPolicy: IfNotPresent
              env:
              - name: TZ
                value: UTC
              resources:
                requests:
                  memory: 768Mi
                  cpu: 500m
                limits:
                  memory: 1Gi
                  cpu: 1
              volumeMounts:
              - name: mdt
                mountPath: /etc/mdt
            volumes:
            - name: mdt
              persistentVolumeClaim:
                claimName: mdt
      """;
  private static final String LONG = "x".repeat(64);

  @Test
  void aProperJobHasNoProblem() throws Exception {
    assertThat(problems(JOB)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "command: [sh -c true] | command of init container x-init",
        "command: ['/bin/sh -c true'] | no such program starts: /bin/sh -c true",
        "args: [sleep 5] | args of init container x-init of Job x-job is one word that contains"
            + " blanks",
        "command: [sh, -c, sleep 5] | ''",
        "command: ['sleep'] | ''",
        "{command: [sh, -c], args: [sleep 5]} | ''",
        "{command: [bash, -ec], args: [sleep 5]} | ''",
      })
  void aProgramAndItsArgumentsInOneWordAreAWarning(String words, String warning) {
    String fields = words.startsWith("{") ? words.substring(1, words.length() - 1) : words;
    String job =
        JOB.replace("command: ['sh', '-c', 'true']", fields.replace("], a", "]\n        a"));

    List<String> warnings =
        RenderedObjects.in(job).all().stream()
            .flatMap(object -> WorkloadChecks.warnings(object).stream())
            .toList();

    assertThat(warnings).hasSize(warning.isEmpty() ? 0 : 1);
    assertThat(String.join("", warnings)).contains(warning);
  }

  @Test
  void everyFieldThatKubernetesDoesNotKnowIsTold() throws Exception {
    String job =
        JOB.replace("restartPolicy:", "restartPolcy:")
            .replace("backoffLimit:", "backofLimit:")
            .replace("      - name: x\n", "      - name: x\n        nam: y\n");

    assertThat(problems(job).stream().map(Problem::text).filter(text -> text.contains("unknown")))
        .hasSize(3)
        .anyMatch(text -> text.contains("spec.template.spec.restartPolcy"))
        .anyMatch(text -> text.contains("spec.backofLimit"))
        .anyMatch(text -> text.contains("spec.template.spec.containers[0].nam"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Kubernetes' own models: unknown and missing fields.
        "restartPolicy: OnFailure | restartPolcy: OnFailure | unknown field"
            + " spec.template.spec.restartPolcy",
        "backoffLimit: 6 | backofLimit: 6 | unknown field spec.backofLimit",
        "containers: | containerz: | unknown field spec.template.spec.containerz",
        "mountPath: /etc/mdt | subPath: a | the required field"
            + " spec.template.spec.containers[0].volumeMounts[0].mountPath is missing",
        // Names.
        "name: x-job | name: X-job | the name 'X-job' (5 characters) is not legal",
        "name: x-job | name: LONG | the name 'LONG' (64 characters) is not legal",
        "name: x-init | name: x_init | the container name 'x_init' (6 characters) is not legal",
        "name: x-init | name: LONG | (64 characters) is not legal",
        "name: x-init | name: x | two containers are named 'x'",
        "- name: mdt\\n"
            + "        persistent | - name: m.d\\n"
            + "        persistent | the volume name 'm.d' is not legal",
        "- name: mdt\\n"
            + "        persistent | - name: other\\n"
            + "        persistent | a container mounts the volume 'mdt', which does not exist",
        "app: \"x\" | app: \"x y\" | the label app: 'x y' is not legal",
        "app: \"x\" | app: \"LONG\" | the label app: 'LONG' is not legal",
        "app: \"x\" | a/b/c: \"x\" | the label a/b/c: 'x' is not legal",
        "app: x\\n | app: -x\\n | the label app: '-x' is not legal",
        "helm.sh/hook-weight | helm.sh/hook weight | the annotation key 'helm.sh/hook weight' is"
            + " not legal",
        // Types.
        "backoffLimit: 6 | backoffLimit: \"6\" | spec.backoffLimit is 6, Kubernetes expects an"
            + " integer",
        "backoffLimit: 6 | backoffLimit: 6.5 | spec.backoffLimit is 6.5, Kubernetes expects an"
            + " integer",
        "tolerationSeconds: 0 | tolerationSeconds: no | expects an integer",
        "\"-3\" | -3 | metadata.annotations.helm.sh/hook-weight is -3, Kubernetes expects a string",
        "value: UTC | value: 5 | spec.template.spec.containers[0].env[0].value is 5, Kubernetes"
            + " expects a string",
        "value: UTC | value: yes | is true, Kubernetes expects a string",
        "disk: ssd | disk: 1 | spec.template.spec.nodeSelector.disk is 1, Kubernetes expects a"
            + " string",
        "app: \"x\" | app: 1.10 | metadata.labels.app is 1.1, Kubernetes expects a string",
        "memory: 768Mi | memory: 768MB | is 768MB, Kubernetes expects a quantity",
        "memory: 768Mi | memory: lots | Kubernetes expects a quantity",
        "cpu: 500m | cpu: true | Kubernetes expects a quantity",
        "command: ['sh', '-c', 'true'] | command: [sh, 1] | command[1] is 1, Kubernetes expects a"
            + " string",
        // What Kubernetes says of values.
        "restartPolicy: OnFailure | restartPolicy: Always | restartPolicy is 'Always'; a Job takes"
            + " OnFailure or Never",
        "restartPolicy: OnFailure\\n"
            + "      node | node | restartPolicy is ''; a Job takes OnFailure or Never",
        "backoffLimit: 6 | backoffLimit: -1 | backoffLimit is negative",
        "proj/x:1.2.3-4 | /x:1.2.3-4 | the image 'registry.example//x:1.2.3-4' of container x is"
            + " not a legal reference",
        "registry.example/proj/x:1.2.3-4 | /proj/x:1.2.3-4 | is not a legal reference",
        "proj/x:1.2.3-4 | proj/x:- | is not a legal reference",
        "proj/x:1.2.3-4 | proj/x:1+2 | is not a legal reference",
        "imagePullPolicy: IfNotPresent | imagePullPolicy: Sometimes | imagePullPolicy 'Sometimes'"
            + " is unknown",
        "memory: 1Gi | memory: 512Mi | container x requests more memory (768Mi) than its limit"
            + " (512Mi)",
        "cpu: 1\\n | cpu: 100m\\n | container x requests more cpu (500m) than its limit (100m)",
        // Hooks.
        "post-install,post | postinstall,post | helm.sh/hook has 'postinstall', which Helm does not"
            + " know",
        "post-install,post | post-install,,post | helm.sh/hook has '', which Helm does not know",
        "\"-3\" | \"first\" | helm.sh/hook-weight is 'first', which is no integer",
        "before-hook-creation | always | helm.sh/hook-delete-policy has 'always'",
      })
  void oneFlawIsFound(String right, String wrong, String problem) throws Exception {
    String flawed = JOB.replace(unescape(right), unescape(wrong));
    assertThat(flawed).isNotEqualTo(JOB);

    assertThat(problems(flawed))
        .anySatisfy(
            found -> {
              assertThat(found.text()).contains(problem.replace("LONG", LONG));
              assertThat(found.template()).isEqualTo("templates/job.yaml");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: 1",
        "spec: []",
        "spec:\n  template: x",
        "metadata: 1\nspec:\n  template:\n    spec:\n      containers: 1"
      })
  void aJobOfAnotherShapeIsAProblemAndNoCrash(String body) throws Exception {
    assertThat(
            problems(
                "---\n# Source: c/templates/a.yaml\napiVersion: batch/v1\nkind: Job\n"
                    + body
                    + "\n"))
        .isNotEmpty();
  }

  @Test
  void theLineIsTheTemplatesThatHasTheKey() {
    Problem problem = new Problem("templates/a.yaml", "name", "r", "wrong", Optional.empty());

    assertThat(problem.in("a: 1\n  - name: {{ x }}\nname: y\n"))
        .isEqualTo("templates/a.yaml:2: wrong");
    assertThat(problem.in("a: 1\n\"name\": 1\n")).isEqualTo("templates/a.yaml:2: wrong");
    assertThat(problem.in("a: 1\n")).isEqualTo("templates/a.yaml: wrong");
  }

  private static List<Problem> problems(String rendered) throws Exception {
    RenderedObject object = RenderedObjects.in(rendered).all().get(0);
    List<Problem> problems = new ArrayList<>(WorkloadChecks.problems(object));
    for (ObjectSchema.Mismatch found :
        new KubernetesSchema().check(object.data(), RenderOptions.KUBE_VERSION)) {
      problems.add(new Problem(object.template(), found.key(), "", found.text(), Optional.empty()));
    }
    return problems;
  }

  private static String unescape(String text) {
    return text.replace("\\n", "\n").replace("LONG", LONG);
  }
}
