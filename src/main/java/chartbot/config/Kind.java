package chartbot.config;

import chartbot.chart.HelmHooks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a key's value may be; every check answers what is wrong, or nothing. */
enum Kind {
  TEXT(Shape.SCALAR, Checks::singleLine),
  WORD(Shape.SCALAR, Checks::word),
  INTEGER(Shape.SCALAR, Checks::integer),
  COUNT(Shape.SCALAR, Checks::count),
  BOOLEAN(Shape.SCALAR, Checks.oneOf("true", "false")),
  REGEX(Shape.SCALAR, Checks::regex),
  DOTTED(Shape.SCALAR, Checks::dotted),
  EXPRESSION(Shape.SCALAR, Checks::expression),
  QUANTITY(Shape.SCALAR, Checks::quantity),
  WEB_URL(Shape.SCALAR, text -> Checks.url(text, List.of("https", "http"))),
  GIT_URL(Shape.SCALAR, text -> Checks.url(text, List.of("ssh", "https", "http"))),
  PROJECT(Shape.SCALAR, Checks::project),
  BRANCH(Shape.SCALAR, Checks::branch),
  FOLDER(Shape.SCALAR, Checks::path),
  FILE(Shape.SCALAR, Checks::singleLine),
  IDENTITY(Shape.SCALAR, Checks::identity),
  HOOKS(Shape.SCALAR, Checks.listOf(HelmHooks.WORDS)),
  DELETE_POLICIES(Shape.SCALAR, Checks.listOf(HelmHooks.DELETE_POLICIES)),
  VERSION_BUMP(Shape.SCALAR, Checks.oneOf("none", "patch", "minor", "major", "build")),
  RESTART_POLICY(Shape.SCALAR, Checks.oneOf("OnFailure", "Never")),
  NOTIFY(Shape.SCALAR, Checks.oneOf("none", "owner", "owner-reviewers", "all")),
  ATTENTION(Shape.SCALAR, Checks.oneOf("new-change", "every-push", "none")),
  COMMENT(Shape.SCALAR, Checks.oneOf("none", "rendered-diff")),
  VERIFY_MODE(Shape.SCALAR, Checks.oneOf("required", "optional", "off")),
  WORDS(Shape.LIST, Checks::listedWord),
  PATHS(Shape.LIST, Checks::path),
  VALUES_FILES(Shape.LIST, Checks::valuesFile),
  BLOCKS(
      Shape.LIST,
      Checks.oneOf(
          "pull-secrets", "init-container", "node-selector", "tolerations", "resources", "volume")),
  FOOTERS(Shape.MAPPING, Checks::singleLine),
  PER_IMAGE(Shape.MAPPING, text -> Optional.empty());

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

  @SuppressWarnings("ImmutableEnumChecker") // the checks are pure functions
  private final Function<String, Optional<String>> check;

  Kind(Shape shape, Function<String, Optional<String>> check) {
    this.shape = shape;
    this.check = check;
  }

  Shape shape() {
    return shape;
  }

  /** What is wrong with one scalar of it, in words that follow its quotation. */
  Optional<String> wrong(String text) {
    return check.apply(text);
  }

  /** Splits {@code a, b} as the environment gives lists. */
  static List<String> split(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }
}
