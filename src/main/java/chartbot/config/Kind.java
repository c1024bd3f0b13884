package chartbot.config;

import chartbot.chart.HelmHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a key's value may be; every check answers what is wrong, or nothing. */
enum Kind {
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

  Kind(Shape shape) {
    this.shape = shape;
  }

  Shape shape() {
    return shape;
  }

  /** What is wrong with one scalar of it, in words that follow its quotation. */
  Optional<String> wrong(String text) {
    return switch (this) {
      case TEXT, FILE, FOOTERS -> Checks.singleLine(text);
      case TOPIC -> Checks.topic(text);
      case WORD -> Checks.word(text);
      case INTEGER -> Checks.integer(text);
      case COUNT -> Checks.count(text);
      case BOOLEAN -> Checks.oneOf(text, "true", "false");
      case REGEX -> Checks.regex(text);
      case DOTTED -> Checks.dotted(text);
      case EXPRESSION -> Checks.expression(text);
      case QUANTITY -> Checks.quantity(text);
      case WEB_URL -> Checks.url(text, List.of("https", "http"));
      case GIT_URL -> Checks.url(text, List.of("ssh", "https", "http"));
      case PROJECT -> Checks.project(text);
      case BRANCH -> Checks.branch(text);
      case FOLDER -> Checks.path(text);
      case PATHS -> Checks.chartFile(text);
      case IDENTITY -> Checks.identity(text);
      case HOOKS -> Checks.listOf(text, HelmHooks.WORDS);
      case DELETE_POLICIES -> Checks.listOf(text, HelmHooks.DELETE_POLICIES);
      case VERSION_BUMP -> Checks.oneOf(text, "none", "patch", "minor", "major", "build");
      case RESTART_POLICY -> Checks.oneOf(text, "OnFailure", "Never");
      case NOTIFY -> Checks.oneOf(text, "none", "owner", "owner-reviewers", "all");
      case ATTENTION -> Checks.oneOf(text, "new-change", "every-push", "none");
      case COMMENT -> Checks.oneOf(text, "none", "rendered-diff");
      case VERIFY_MODE -> Checks.oneOf(text, "required", "optional", "off");
      case WORDS -> Checks.listedWord(text);
      case VALUES_FILES -> Checks.valuesFile(text);
      case BLOCKS ->
          Checks.oneOf(
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
