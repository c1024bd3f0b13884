package chartbot.config;

import chartbot.chart.HelmHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a key's value may be; every check answers what is wrong, or nothing. */
enum ValueType {
  TEXT,
  TOPIC,
  LABEL_VOTE,
  WORD,
  INTEGER,
  COUNT,
  BOOLEAN("true", "false"),
  REGEX,
  DOTTED,
  EXPRESSION,
  QUANTITY,
  WEB_URL,
  GIT_URL,
  OCI_URL,
  REPOSITORY,
  PROJECT,
  BRANCH,
  FOLDER,
  FILE,
  IDENTITY,
  HOOKS,
  DELETE_POLICIES,
  VERSION_BUMP("none", "patch", "minor", "major", "build"),
  RESTART_POLICY("OnFailure", "Never"),
  NOTIFY("none", "owner", "owner-reviewers", "all"),
  ATTENTION("new-change", "every-push", "none"),
  COMMENT("none", "rendered-diff"),
  APPROVED("replace", "keep"),
  MODE("required", "optional", "off"),
  COMMAND,
  KUBE_VERSION,
  DURATION,
  MEMORY,
  WORDS(Shape.LIST),
  PATHS(Shape.LIST),
  VALUES_FILES(Shape.LIST),
  BLOCKS(
      Shape.LIST,
      "pull-secrets",
      "init-container",
      "node-selector",
      "tolerations",
      "resources",
      "volume"),
  FOOTER_KEY(Shape.SCALAR),
  FOOTERS(Shape.MAPPING),
  PER_IMAGE(Shape.MAPPING);

  /** How YAML must write it. */
  enum Shape {
    SCALAR("one value"),
    LIST("a list"),
    MAPPING("a mapping");

    private final String text;

    Shape(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final Shape shape;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> words;

  ValueType(String... words) {
    this(Shape.SCALAR, words);
  }

  ValueType(Shape shape, String... words) {
    this.shape = shape;
    this.words = List.of(words);
  }

  Shape shape() {
    return shape;
  }

  /** The only values that it may be; empty where they cannot be listed. */
  List<String> words() {
    return words;
  }

  /** What is wrong with one scalar of it, in words that follow its quotation. */
  Optional<String> validate(String text) {
    if (!words.isEmpty()) {
      return Validators.oneOf(text, words);
    }
    return switch (this) {
      case TEXT, FILE, FOOTERS -> Validators.singleLine(text);
      case TOPIC -> Validators.topic(text);
      case LABEL_VOTE -> Validators.labelVote(text);
      case FOOTER_KEY -> Validators.footerKey(text);
      case WORD -> Validators.word(text);
      case INTEGER -> Validators.integer(text);
      case COUNT -> Validators.count(text);
      case REGEX -> Validators.regex(text);
      case DOTTED -> Validators.dotted(text);
      case EXPRESSION -> Validators.expression(text);
      case QUANTITY -> Validators.quantity(text);
      case WEB_URL -> Validators.url(text, List.of("https", "http"));
      case GIT_URL -> Validators.url(text, List.of("ssh", "https", "http"));
      case OCI_URL -> Validators.registryUrl(text);
      case REPOSITORY -> Validators.repository(text);
      case PROJECT -> Validators.project(text);
      case BRANCH -> Validators.branch(text);
      case FOLDER -> Validators.path(text);
      case PATHS -> Validators.chartFile(text);
      case IDENTITY -> Validators.identity(text);
      case HOOKS -> Validators.listOf(text, HelmHooks.WORDS);
      case DELETE_POLICIES -> Validators.listOf(text, HelmHooks.DELETE_POLICIES);
      case COMMAND -> Validators.command(text);
      case KUBE_VERSION -> Validators.kubeVersion(text);
      case DURATION -> Validators.duration(text);
      case MEMORY -> Validators.memory(text);
      case WORDS -> Validators.listedWord(text);
      case VALUES_FILES -> Validators.valuesFile(text);
      default -> Optional.empty();
    };
  }

  /** Splits {@code a, b} as the environment gives lists. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    return words;
  }
}
