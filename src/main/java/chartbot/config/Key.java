package chartbot.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every key of the configuration file: validation, nearest-key hints, the environment's names and
 * the reference in docs/configuration.md all come from this table.
 */
enum Key {
  GERRIT_URL(
      Section.GERRIT, "url", ValueType.WEB_URL, "required", "REST, and Git as `URL/a/PROJECT`"),
  GERRIT_GIT_URL(
      Section.GERRIT,
      "git-url",
      ValueType.GIT_URL,
      "Git over HTTP",
      "Git elsewhere, e.g. over SSH"),

  TARGET_NAME(
      Section.TARGETS,
      "name",
      ValueType.WORD,
      "last part of `project`",
      "what `--target` selects it by"),
  TARGET_PROJECT(Section.TARGETS, "project", ValueType.PROJECT, "required", "the Gerrit project"),
  TARGET_BRANCH(
      Section.TARGETS, "branch", ValueType.BRANCH, "`master`", "the branch to propose for"),
  TARGET_CHART(
      Section.TARGETS, "chart", ValueType.FOLDER, "`.`", "folder of the chart inside the project"),

  IMAGES_PREFIX(
      Section.IMAGES,
      "prefix",
      ValueType.TEXT,
      "`eric-enm-models-`",
      "what the name of a model image begins with"),
  IMAGES_MODELS(
      Section.IMAGES,
      "models",
      ValueType.WORDS,
      "none",
      "model images whose names lack the prefix"),
  IMAGES_TAG_PATTERN(
      Section.IMAGES,
      "tag-pattern",
      ValueType.REGEX,
      "`\\d+\\.\\d+\\.\\d+-\\d+`",
      "regular expression for a whole tag"),
  IMAGES_PATH(
      Section.IMAGES,
      "path",
      ValueType.DOTTED,
      "`images`",
      "the mapping that holds the image entries, dotted; a dot within a key is written `\\.`"),
  IMAGES_VALUES_FILES(
      Section.IMAGES,
      "values-files",
      ValueType.PATHS,
      "`[values.yaml]`",
      "the chart's values files: images are added to the first, the others are overlays whose"
          + " entries need no tag"),

  CHART_VERSION_BUMP(
      Section.CHART_VERSION,
      "bump",
      ValueType.VERSION_BUMP,
      "`none`",
      "the part of `version` in Chart.yaml that goes up once with each change, from what the branch"
          + " has: `none`, `patch`, `minor`, `major`, or `build`, the number at its end"
          + " (`1.2.3-4`, `1.2.3+4`)"),

  JOB_HELPERS(
      Section.JOB,
      "helpers",
      ValueType.WORD,
      "`infra-integration`",
      "prefix of the chart's named templates"),
  JOB_HOOK(
      Section.JOB,
      "hook",
      ValueType.HOOKS,
      "`post-install,post-upgrade`",
      "the Job's `helm.sh/hook` annotation"),
  JOB_HOOK_WEIGHT(
      Section.JOB, "hook-weight", ValueType.INTEGER, "`-3`", "its `helm.sh/hook-weight`"),
  JOB_DELETE_POLICY(
      Section.JOB,
      "delete-policy",
      ValueType.DELETE_POLICIES,
      "`before-hook-creation`",
      "its `helm.sh/hook-delete-policy`"),
  JOB_BACKOFF_LIMIT(
      Section.JOB, "backoff-limit", ValueType.COUNT, "not written", "the Job's `backoffLimit`"),
  JOB_CONDITION(
      Section.JOB,
      "condition",
      ValueType.EXPRESSION,
      "none",
      "Helm expression; the whole template is wrapped in `{{- if … }}`"),
  JOB_BLOCKS(
      Section.JOB,
      "blocks",
      ValueType.BLOCKS,
      "all",
      "optional blocks to write: `pull-secrets`, `init-container`, `node-selector`, `tolerations`,"
          + " `resources`, `volume`"),
  JOB_RESTART_POLICY(
      Section.JOB,
      "restart-policy",
      ValueType.RESTART_POLICY,
      "`OnFailure`",
      "`restartPolicy` of the section `NAME-job`; `restartPolicy` is understood too"),
  JOB_MEMORY_REQUEST(
      Section.JOB, "memoryRequest", ValueType.QUANTITY, "not written", "the same of the section"),
  JOB_MEMORY_LIMIT(
      Section.JOB, "memoryLimit", ValueType.QUANTITY, "not written", "the same of the section"),
  JOB_CPU_REQUEST(
      Section.JOB, "cpuRequest", ValueType.QUANTITY, "not written", "the same of the section"),
  JOB_CPU_LIMIT(
      Section.JOB, "cpuLimit", ValueType.QUANTITY, "not written", "the same of the section"),
  JOB_TEMPLATE(
      Section.JOB,
      "template",
      ValueType.FILE,
      "the built-in one",
      "Handlebars file of the Job template, relative to the configuration file"),
  JOB_PER_IMAGE(
      Section.JOB,
      "per-image",
      ValueType.PER_IMAGE,
      "none",
      "by image name, the keys of `job` that differ for that image"),

  REVIEW_TOPIC(Section.REVIEW, "topic", ValueType.TOPIC, "none", "the change's topic"),
  REVIEW_HASHTAGS(
      Section.REVIEW,
      "hashtags",
      ValueType.WORDS,
      "`[chartbot]`",
      "hashtags; `chartbot` always is one"),
  REVIEW_REVIEWERS(
      Section.REVIEW, "reviewers", ValueType.WORDS, "none", "accounts or e-mail addresses"),
  REVIEW_CC(Section.REVIEW, "cc", ValueType.WORDS, "none", "accounts or e-mail addresses"),
  REVIEW_WIP(
      Section.REVIEW,
      "wip",
      ValueType.BOOLEAN,
      "as Gerrit has it",
      "`true` marks new changes work-in-progress, `false` ready"),
  REVIEW_NOTIFY(
      Section.REVIEW,
      "notify",
      ValueType.NOTIFY,
      "`none`",
      "whom Gerrit mails about a new patch set: `none`, `owner`, `owner-reviewers`, `all`"),
  REVIEW_ATTENTION(
      Section.REVIEW,
      "attention",
      ValueType.ATTENTION,
      "`new-change`",
      "which pushes change Gerrit's attention set, by Gerrit's rules: `new-change` (reviewers get"
          + " their turn once), `every-push` (voters again on each patch set), `none`"),
  REVIEW_COMMENT(
      Section.REVIEW,
      "comment",
      ValueType.COMMENT,
      "`none`",
      "`rendered-diff`: what changes in the cluster, as a comment on the change"),
  REVIEW_APPROVED(
      Section.REVIEW,
      "approved",
      ValueType.APPROVED,
      "`replace`",
      "what a newer tag does to a change that can be submitted: `replace` makes it a patch set of"
          + " that change, which costs the votes; `keep` leaves the change to merge, and the next"
          + " update or refresh proposes the newer tag"),

  COMMIT_AUTHOR(
      Section.COMMIT,
      "author",
      ValueType.IDENTITY,
      "what Gerrit knows of the account",
      "author and committer, `NAME <EMAIL>`"),
  COMMIT_FOOTERS(
      Section.COMMIT, "footers", ValueType.FOOTERS, "none", "footers of the message, by key"),
  COMMIT_MESSAGE_TEMPLATE(
      Section.COMMIT,
      "message-template",
      ValueType.FILE,
      "the built-in one",
      "Handlebars file of the commit message, relative to the configuration file"),

  VERIFY_MODE(
      Section.VERIFY,
      "mode",
      ValueType.VERIFY_MODE,
      "`required`",
      "`required`, `optional` (go on where no Helm runs) or `off`"),
  VERIFY_VALUES_FILES(
      Section.VERIFY,
      "values-files",
      ValueType.VALUES_FILES,
      "none",
      "the files that are laid over the chart's own values when it is rendered: of the chart, or"
          + " relative to the configuration file where they begin with `./`, `../` or `/`"),
  VERIFY_HELM(
      Section.VERIFY,
      "helm",
      ValueType.COMMAND,
      "the packaged one, on Linux x64",
      "the `helm` command that renders the chart, 3.17 or later: an absolute path, or a name that"
          + " is on the PATH"),
  VERIFY_KUBE_VERSION(
      Section.VERIFY,
      "kube-version",
      ValueType.KUBE_VERSION,
      "`1.35.0`",
      "the Kubernetes version that templates see"),
  VERIFY_TIMEOUT(
      Section.VERIFY,
      "timeout",
      ValueType.DURATION,
      "`60s`",
      "how long one rendering may take, such as `90s` or `2m`"),
  VERIFY_MEMORY(
      Section.VERIFY,
      "memory",
      ValueType.MEMORY,
      "`2Gi`",
      "how much memory it may use, at least `512Mi`"),

  REGISTRY_URL(
      Section.REGISTRY,
      "url",
      ValueType.REGISTRY_URL,
      "none",
      "an OCI registry, with the path before `/v2` where it has one"),
  REGISTRY_REPOSITORY(
      Section.REGISTRY,
      "repository",
      ValueType.REPOSITORY,
      "none",
      "the path before each image's name, e.g. `proj-enm`"),
  REGISTRY_CHECK(
      Section.REGISTRY,
      "check",
      ValueType.VERIFY_MODE,
      "`required`",
      "`required` refuses a tag that the registry does not have, `optional` notes it, `off` asks"
          + " for none"),
  REGISTRY_FOLLOW(
      Section.REGISTRY,
      "follow",
      ValueType.WORDS,
      "none",
      "images in addition to model images that `chartbot sync` updates"),
  REGISTRY_TOKEN_SERVER(
      Section.REGISTRY,
      "token-server",
      ValueType.REGISTRY_URL,
      "none",
      "another server that the credentials may be sent to"),
  REGISTRY_VERIFY_KEY(
      Section.REGISTRY,
      "verify-key",
      ValueType.FILE,
      "none",
      "public key (PEM) that each proposed image must be signed with by cosign, relative to the"
          + " configuration file");

  private final Section section;
  private final String word;
  private final ValueType kind;
  private final String standard;
  private final String help;

  Key(Section section, String word, ValueType kind, String standard, String help) {
    this.section = section;
    this.word = word;
    this.kind = kind;
    this.standard = standard;
    this.help = help;
  }

  Section section() {
    return section;
  }

  /** As it stands in the file. */
  String word() {
    return word;
  }

  ValueType kind() {
    return kind;
  }

  /** What holds where the file says nothing, in words for a person. */
  String standard() {
    return standard;
  }

  String help() {
    return help;
  }

  boolean required() {
    return standard.equals("required");
  }

  /** Whether an empty text says "none", so that a target or an image can take back a value. */
  boolean clearable() {
    return !standard.startsWith("`") && !required();
  }

  /** The environment variable that overrides it, where one value is enough to say it. */
  Optional<String> variable() {
    boolean sayable =
        kind != ValueType.PER_IMAGE && kind != ValueType.FOOTERS && section != Section.TARGETS;
    return sayable ? Optional.of(section.variablePrefix() + snake()) : Optional.empty();
  }

  private String snake() {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(c == '-' ? '_' : Character.toUpperCase(c));
    }
    return snake.toString();
  }

  static List<Key> of(Section section) {
    List<Key> keys = new ArrayList<>();
    for (Key key : values()) {
      if (key.section == section) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** Those that may differ from image to image. */
  static List<Key> ofOneImage() {
    List<Key> keys = of(Section.JOB);
    keys.remove(JOB_PER_IMAGE);
    return keys;
  }

  /** The key that the file writes so. */
  static Optional<Key> of(String written, List<Key> allowed) {
    for (Key key : allowed) {
      if (key.words().contains(written)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** How the file may write it; the spelling of values.yaml is accepted too. */
  List<String> words() {
    return this == JOB_RESTART_POLICY ? List.of(word, "restartPolicy") : List.of(word);
  }
}
