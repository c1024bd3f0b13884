package chartbot.config;

import static chartbot.config.ValueType.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every key of the configuration file: validation, nearest-key hints, the reference in
 * docs/configuration.md and the schema for editors all come from this table. A constant is named
 * after its section and its word: {@code job.hook-weight} is {@code JOB_HOOK_WEIGHT}, and {@code
 * CHARTBOT_JOB_HOOK_WEIGHT} in the environment.
 */
enum Key {
  GERRIT_URL(WEB_URL, "required", "REST, and Git as `URL/a/PROJECT`"),
  GERRIT_GIT_URL(GIT_URL, "Git over HTTP", "Git elsewhere, e.g. over SSH"),

  TARGETS_NAME(WORD, "last part of `project`", "what `--target` selects it by"),
  TARGETS_PROJECT(PROJECT, "required", "the Gerrit project"),
  TARGETS_BRANCH(BRANCH, "`master`", "the branch to propose for"),
  TARGETS_BRANCHES(
      REGEX,
      "none",
      "regular expression for whole names of branches, instead of `branch`: one target for each"
          + " branch of the project that matches and that no other target names"),
  TARGETS_ACCEPT(
      REGEX,
      "every tag",
      "regular expression for the tags that the branch takes; `$1` stands for what the first group"
          + " of `branches` has matched"),
  TARGETS_FREEZE(
      TEXT, "`false`", "`true` or a reason: nothing is proposed for the branch (exit code 6)"),
  TARGETS_CHART(FOLDER, "`.`", "folder of the chart inside the project"),

  IMAGES_PREFIX(TEXT, "`eric-enm-models-`", "what the name of a model image begins with"),
  IMAGES_MODELS(WORDS, "none", "model images whose names lack the prefix"),
  IMAGES_TAG_PATTERN(REGEX, "`\\d+\\.\\d+\\.\\d+-\\d+`", "regular expression for a whole tag"),
  IMAGES_PATH(
      DOTTED,
      "`images`",
      "the mapping that holds the image entries, dotted; a dot within a key is written" + " `\\.`"),
  IMAGES_VALUES_FILES(
      PATHS,
      "`[values.yaml]`",
      "the chart's values files: images are added to the first, the others are overlays"
          + " whose entries need no tag"),

  CHART_VERSION_BUMP(
      VERSION_BUMP,
      "`none`",
      "the part of `version` in Chart.yaml that goes up once with each change, from what"
          + " the branch has: `none`, `patch`, `minor`, `major`, or `build`, the number at its"
          + " end (`1.2.3-4`, `1.2.3+4`)"),

  JOB_HELPERS(WORD, "`infra-integration`", "prefix of the chart's named templates"),
  JOB_HOOK(HOOKS, "`post-install,post-upgrade`", "the Job's `helm.sh/hook` annotation"),
  JOB_HOOK_WEIGHT(INTEGER, "`-3`", "its `helm.sh/hook-weight`"),
  JOB_DELETE_POLICY(DELETE_POLICIES, "`before-hook-creation`", "its `helm.sh/hook-delete-policy`"),
  JOB_BACKOFF_LIMIT(COUNT, "not written", "the Job's `backoffLimit`"),
  JOB_CONDITION(
      EXPRESSION, "none", "Helm expression; the whole template is wrapped in `{{- if … }}`"),
  JOB_BLOCKS(
      BLOCKS,
      "all",
      "optional blocks to write: `pull-secrets`, `init-container`, `node-selector`,"
          + " `tolerations`, `resources`, `volume`"),
  JOB_RESTART_POLICY(
      RESTART_POLICY,
      "`OnFailure`",
      "`restartPolicy` of the section `NAME-job`; `restartPolicy` is understood too"),
  JOB_MEMORY_REQUEST(QUANTITY, "not written", "the same of the section"),
  JOB_MEMORY_LIMIT(QUANTITY, "not written", "the same of the section"),
  JOB_CPU_REQUEST(QUANTITY, "not written", "the same of the section"),
  JOB_CPU_LIMIT(QUANTITY, "not written", "the same of the section"),
  JOB_TEMPLATE(
      FILE,
      "the built-in one",
      "Handlebars file of the Job template, relative to the configuration file"),
  JOB_PER_IMAGE(PER_IMAGE, "none", "by image name, the keys of `job` that differ for that image"),

  REVIEW_TOPIC(TOPIC, "none", "the change's topic"),
  REVIEW_HASHTAGS(WORDS, "`[chartbot]`", "hashtags; `chartbot` always is one"),
  REVIEW_REVIEWERS(WORDS, "none", "accounts or e-mail addresses"),
  REVIEW_CC(WORDS, "none", "accounts or e-mail addresses"),
  REVIEW_WIP(
      BOOLEAN, "as Gerrit has it", "`true` marks new changes work-in-progress, `false` ready"),
  REVIEW_NOTIFY(
      NOTIFY,
      "`none`",
      "whom Gerrit mails about a new patch set: `none`, `owner`, `owner-reviewers`, `all`"),
  REVIEW_ATTENTION(
      ATTENTION,
      "`new-change`",
      "which pushes change Gerrit's attention set, by Gerrit's rules: `new-change`"
          + " (reviewers get their turn once), `every-push` (voters again on each patch set),"
          + " `none`"),
  REVIEW_COMMENT(
      COMMENT,
      "`none`",
      "`rendered-diff`: what changes in the cluster, as a comment on the change"),
  REVIEW_APPROVED(
      APPROVED,
      "`replace`",
      "what a newer tag does to a change that can be submitted: `replace` makes it a patch"
          + " set of that change, which costs the votes; `keep` leaves the change to merge, and"
          + " the next update or refresh proposes the newer tag"),
  REVIEW_LABEL(
      LABEL_VOTE,
      "none",
      "a vote such as `Verified+1` for each patch set that chartbot has fully verified; withdrawn"
          + " where a later verification of the same tags fails"),

  REVIEW_LIMIT(
      COUNT,
      "none",
      "the most changes that are open at a time; further requests wait (exit code 6)"),

  COMMIT_AUTHOR(
      IDENTITY, "what Gerrit knows of the account", "author and committer, `NAME <EMAIL>`"),
  COMMIT_FOOTERS(FOOTERS, "none", "footers of the message, by key"),
  COMMIT_ISSUE_PATTERN(
      REGEX,
      "none",
      "regular expression for the key of an issue, e.g. `[A-Z]+-\\d+`: each key in the"
          + " changelog and the commits of the new images becomes a footer"),
  COMMIT_ISSUE_FOOTER(FOOTER_KEY, "`Issue-ID`", "the key of those footers"),
  COMMIT_MESSAGE_TEMPLATE(
      FILE,
      "the built-in one",
      "Handlebars file of the commit message, relative to the configuration file"),

  VERIFY_MODE(MODE, "`required`", "`required`, `optional` (go on where no Helm runs) or `off`"),
  VERIFY_VALUES_FILES(
      VALUES_FILES,
      "none",
      "the files that are laid over the chart's own values when it is rendered: of the"
          + " chart, or relative to the configuration file where they begin with `./`, `../` or"
          + " `/`"),
  VERIFY_HELM(
      COMMAND,
      "the packaged one, on Linux x64",
      "the `helm` command that renders the chart, 3.17 or later: an absolute path, or a"
          + " name that is on the PATH"),
  VERIFY_KUBE_VERSION(KUBE_VERSION, "`1.35.0`", "the Kubernetes version that templates see"),
  VERIFY_TIMEOUT(DURATION, "`60s`", "how long one rendering may take, such as `90s` or `2m`"),
  VERIFY_MEMORY(MEMORY, "`2Gi`", "how much memory it may use, at least `512Mi`"),

  REGISTRY_URL(OCI_URL, "none", "an OCI registry, with the path before `/v2` where it has one"),
  REGISTRY_REPOSITORY(REPOSITORY, "none", "the path before each image's name, e.g. `proj-enm`"),
  REGISTRY_CHECK(
      MODE,
      "`required`",
      "`required` refuses a tag that the registry does not have, `optional` notes it, `off`"
          + " asks for none"),
  REGISTRY_FOLLOW(WORDS, "none", "images in addition to model images that `chartbot sync` updates"),
  REGISTRY_SOURCE_HOSTS(
      WORDS,
      "none",
      "hosts whose Git repositories are read over HTTPS, without credentials, for the subjects"
          + " of the commits of an image; Gerrit's own are read with its credentials"),
  REGISTRY_TOKEN_SERVER(OCI_URL, "none", "another server that the credentials may be sent to"),
  REGISTRY_VERIFY_KEY(
      FILE,
      "none",
      "public key (PEM) that each proposed image must be signed with by cosign, relative to"
          + " the configuration file");

  private final Section section;
  private final String word;
  private final ValueType kind;
  private final String defaultWords;
  private final String help;

  Key(ValueType kind, String defaultWords, String help) {
    this.section = Section.ofKey(name());
    this.word = word(kind, name().substring(section.name().length() + 1));
    this.kind = kind;
    this.defaultWords = defaultWords;
    this.help = help;
  }

  /** Quantities are spelled as in the section of values.yaml that they are copied to. */
  private static String word(ValueType kind, String constant) {
    String lower = constant.toLowerCase(Locale.ROOT);
    return kind == QUANTITY
        ? Pattern.compile("_(.)")
            .matcher(lower)
            .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT))
        : lower.replace('_', '-');
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
  String defaultWords() {
    return defaultWords;
  }

  String help() {
    return help;
  }

  boolean required() {
    return defaultWords.equals("required");
  }

  /** Whether an empty text says "none", so that a target or an image can take back a value. */
  boolean clearable() {
    return !defaultWords.startsWith("`") && !required();
  }

  /** The environment variable that overrides it, where one value is enough to say it. */
  Optional<String> variable() {
    boolean sayable = kind != PER_IMAGE && kind != FOOTERS && section != Section.TARGETS;
    return sayable ? Optional.of("CHARTBOT_" + name()) : Optional.empty();
  }

  static List<Key> of(Section section) {
    return Arrays.stream(values()).filter(key -> key.section == section).toList();
  }

  /** Those that may differ from image to image. */
  static List<Key> ofOneImage() {
    List<Key> keys = new ArrayList<>(of(Section.JOB));
    keys.remove(JOB_PER_IMAGE);
    return keys;
  }

  /** The key that the file writes so. */
  static Optional<Key> of(String written, List<Key> allowed) {
    return allowed.stream().filter(key -> key.words().contains(written)).findFirst();
  }

  /** How the file may write it; the spelling of values.yaml is accepted too. */
  List<String> words() {
    return this == JOB_RESTART_POLICY ? List.of(word, "restartPolicy") : List.of(word);
  }
}
