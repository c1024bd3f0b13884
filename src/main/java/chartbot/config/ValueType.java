package chartbot.config;

import chartbot.chart.HelmHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a key's value may be; every check answers what is wrong, or nothing. */
enum ValueType {
  TEXT(Shape.SCALAR),
  TOPIC(Shape.SCALAR),
  WORD(Shape.SCALAR),
  INTEGER(Shape.SCALAR),
  COUNT(Shape.SCALAR),
  BOOLEAN(Shape.SCALAR),
  REGEX(Shape.SCALAR),
  DOTTED(Shape.SCALAR),
  EXPRESSION(Shape.SCALAR),
  QUANTITY(Shape.SCALAR),
  WEB_URL(Shape.SCALAR),
  GIT_URL(Shape.SCALAR),
  REGISTRY_URL(Shape.SCALAR),
  REPOSITORY(Shape.SCALAR),
  PROJECT(Shape.SCALAR),
  BRANCH(Shape.SCALAR),
  FOLDER(Shape.SCALAR),
  FILE(Shape.SCALAR),
  IDENTITY(Shape.SCALAR),
  HOOKS(Shape.SCALAR),
  DELETE_POLICIES(Shape.SCALAR),
  VERSION_BUMP(Shape.SCALAR),
  RESTART_POLICY(Shape.SCALAR),
  NOTIFY(Shape.SCALAR),
  ATTENTION(Shape.SCALAR),
  COMMENT(Shape.SCALAR),
  VERIFY_MODE(Shape.SCALAR),
  COMMAND(Shape.SCALAR),
  KUBE_VERSION(Shape.SCALAR),
  DURATION(Shape.SCALAR),
  MEMORY(Shape.SCALAR),
  WORDS(Shape.LIST),
  PATHS(Shape.LIST),
  VALUES_FILES(Shape.LIST),
  BLOCKS(Shape.LIST),
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

  ValueType(Shape shape) {
    this.shape = shape;
  }

  Shape shape() {
    return shape;
  }

  /** What is wrong with one scalar of it, in words that follow its quotation. */
  Optional<String> wrong(String text) {
    return switch (this) {
      case TEXT, FILE, FOOTERS -> Validators.singleLine(text);
      case TOPIC -> Validators.topic(text);
      case WORD -> Validators.word(text);
      case INTEGER -> Validators.integer(text);
      case COUNT -> Validators.count(text);
      case BOOLEAN -> Validators.oneOf(text, "true", "false");
      case REGEX -> Validators.regex(text);
      case DOTTED -> Validators.dotted(text);
      case EXPRESSION -> Validators.expression(text);
      case QUANTITY -> Validators.quantity(text);
      case WEB_URL -> Validators.url(text, List.of("https", "http"));
      case GIT_URL -> Validators.url(text, List.of("ssh", "https", "http"));
      case REGISTRY_URL -> Validators.registryUrl(text);
      case REPOSITORY -> Validators.repository(text);
      case PROJECT -> Validators.project(text);
      case BRANCH -> Validators.branch(text);
      case FOLDER -> Validators.path(text);
      case PATHS -> Validators.chartFile(text);
      case IDENTITY -> Validators.identity(text);
      case HOOKS -> Validators.listOf(text, HelmHooks.WORDS);
      case DELETE_POLICIES -> Validators.listOf(text, HelmHooks.DELETE_POLICIES);
      case VERSION_BUMP -> Validators.oneOf(text, "none", "patch", "minor", "major", "build");
      case RESTART_POLICY -> Validators.oneOf(text, "OnFailure", "Never");
      case NOTIFY -> Validators.oneOf(text, "none", "owner", "owner-reviewers", "all");
      case ATTENTION -> Validators.oneOf(text, "new-change", "every-push", "none");
      case COMMENT -> Validators.oneOf(text, "none", "rendered-diff");
      case VERIFY_MODE -> Validators.oneOf(text, "required", "optional", "off");
      case COMMAND -> Validators.command(text);
      case KUBE_VERSION -> Validators.kubeVersion(text);
      case DURATION -> Validators.duration(text);
      case MEMORY -> Validators.memory(text);
      case WORDS -> Validators.listedWord(text);
      case VALUES_FILES -> Validators.valuesFile(text);
      case BLOCKS ->
          Validators.oneOf(
              text,
              "pull-secrets",
              "init-container",
              "node-selector",
              "tolerations",
              "resources",
              "volume");
      case PER_IMAGE -> Optional.empty();
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
