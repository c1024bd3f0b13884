package chartbot.config;

import chartbot.failure.Nearest;
import chartbot.update.VerifyRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Says what is wrong with the text of a configured value. */
final class Checks {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
  private static final Pattern QUANTITY =
      Pattern.compile("\\d+(\\.\\d+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?");
  private static final Pattern IDENTITY =
      Pattern.compile("[^<>\\s][^<>\\n]* <[^<>@\\s]+@[^<>\\s]+>");
  private static final Pattern BRANCH_FAULT =
      Pattern.compile(
          "[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^/|/$|\\.$|\\.lock$|^\\.|/\\.");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private Checks() {}

  static Optional<String> singleLine(String text) {
    return unless(!CONTROL.matcher(text).find(), "holds a line break or control character");
  }

  static Optional<String> word(String text) {
    return unless(
        WORD.matcher(text).matches(),
        "may consist of letters, digits, '.', '_' and '-' and begins with a letter or digit");
  }

  /** An account, hashtag or name in a list that Gerrit gets comma-separated. */
  static Optional<String> listedWord(String text) {
    if (text.isBlank()) {
      return Optional.of("is empty");
    }
    return text.contains(",") ? Optional.of("holds a comma") : singleLine(text);
  }

  static Optional<String> integer(String text) {
    return unless(INTEGER.matcher(text).matches(), "is not a whole number");
  }

  static Optional<String> count(String text) {
    return unless(COUNT.matcher(text).matches(), "is not a whole number from 0");
  }

  static Optional<String> quantity(String text) {
    return unless(
        QUANTITY.matcher(text).matches(),
        "is not a Kubernetes quantity such as 512Mi, 1Gi or 500m");
  }

  static Optional<String> regex(String text) {
    if (text.isEmpty()) {
      return Optional.of("is empty");
    }
    try {
      Pattern.compile(text);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("is not a regular expression: " + e.getDescription());
    }
  }

  static Optional<String> dotted(String text) {
    return unless(
        !text.isBlank() && Arrays.stream(text.split("\\.", -1)).noneMatch(String::isBlank),
        "is not a dotted path such as images or global.images");
  }

  static Optional<String> expression(String text) {
    if (text.isBlank()) {
      return Optional.of("is empty; leave the key out for no condition");
    }
    return text.contains("{{") || text.contains("}}")
        ? Optional.of("must be the bare expression, without {{ and }}")
        : singleLine(text);
  }

  static Optional<String> url(String text, List<String> schemes) {
    String wanted = "is not a URL such as " + schemes.get(0) + "://gerrit.example.com/";
    try {
      URI url = new URI(text);
      if (url.getScheme() == null || url.getHost() == null || !schemes.contains(url.getScheme())) {
        return Optional.of(wanted);
      }
      boolean secret = url.getUserInfo() != null && url.getUserInfo().contains(":");
      return unless(
          !secret, "carries a password; give it as GERRIT_PASSWORD or in ~/.netrc instead");
    } catch (URISyntaxException e) {
      return Optional.of(wanted);
    }
  }

  static Optional<String> project(String text) {
    boolean good =
        !text.isBlank()
            && !text.startsWith("/")
            && !text.endsWith("/")
            && !text.contains("//")
            && text.chars().noneMatch(Character::isWhitespace)
            && !Arrays.asList(text.split("/")).contains("..");
    return unless(good, "is not a Gerrit project such as OSS/charts/infra");
  }

  static Optional<String> branch(String text) {
    if (text.startsWith("refs/") && !text.startsWith("refs/heads/")) {
      return Optional.of("is not a branch; give a name such as master");
    }
    return unless(
        !text.isEmpty() && !BRANCH_FAULT.matcher(text).find(), "is not a legal branch name");
  }

  static Optional<String> path(String text) {
    boolean good =
        !text.isBlank()
            && !text.startsWith("/")
            && !text.contains("\\")
            && !Arrays.asList(text.split("/")).contains("..");
    return unless(good, "is not a relative path with / between its parts");
  }

  /** A file of the chart, or one that is found from the configuration. */
  static Optional<String> valuesFile(String text) {
    return VerifyRules.isOutsideTheChart(text) && !text.contains("\\")
        ? singleLine(text)
        : path(text);
  }

  static Optional<String> identity(String text) {
    return unless(IDENTITY.matcher(text).matches(), "is not of the form NAME <EMAIL>");
  }

  static Function<String, Optional<String>> oneOf(String... words) {
    return oneOf(List.of(words));
  }

  private static Function<String, Optional<String>> oneOf(List<String> allowed) {
    return text ->
        unless(
            allowed.contains(text),
            "is not one of " + String.join(", ", allowed) + Nearest.hint(text, allowed));
  }

  /** Comma-separated words, at least one. */
  static Function<String, Optional<String>> listOf(List<String> words) {
    Function<String, Optional<String>> each = oneOf(words);
    return text -> {
      for (String word : text.split(",", -1)) {
        Optional<String> wrong = each.apply(word.strip());
        if (wrong.isPresent()) {
          return wrong.map(w -> text.equals(word) ? w : "holds '" + word.strip() + "', which " + w);
        }
      }
      return Optional.empty();
    };
  }

  private static Optional<String> unless(boolean good, String wrong) {
    return good ? Optional.empty() : Optional.of(wrong);
  }
}
