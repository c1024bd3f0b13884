package chartbot.config;

import chartbot.chart.ImageRules;
import chartbot.error.DidYouMean;
import chartbot.error.PrintableText;
import chartbot.lifecycle.Footers;
import chartbot.target.LabelVote;
import chartbot.target.VerifyRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Says what is wrong with the text of a configured value, or with an option that stands for one, in
 * words that follow its quotation; empty where nothing is.
 */
public final class Validators {

  private static final String HEADS = "refs/heads/";
  private static final String NO_PATH = "is not a relative path with / between its parts";

  private Validators() {}

  static Optional<String> singleLine(String text) {
    return unless(PrintableText.isLine(text), "holds a line break or control character");
  }

  /** Gerrit takes no other; it finds topics by their quotation. */
  public static Optional<String> topic(String text) {
    return text.contains("\"")
        ? Optional.of("holds a quotation mark, which Gerrit takes in no topic")
        : singleLine(text);
  }

  static Optional<String> labelVote(String text) {
    return unless(LabelVote.isLabelVote(text), "is not a vote such as Verified+1");
  }

  static Optional<String> word(String text) {
    return unless(
        text.matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
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
    return unless(text.matches("[+-]?\\d{1,9}"), "is not a whole number");
  }

  static Optional<String> count(String text) {
    return unless(text.matches("\\d{1,9}"), "is not a whole number from 0");
  }

  static Optional<String> quantity(String text) {
    return unless(
        text.matches("\\d+(\\.\\d+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?"),
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
        ImageRules.pathKeys(text).stream().noneMatch(String::isBlank),
        "is not a dotted path such as images or global.images (a dot within a key is \\.)");
  }

  static Optional<String> expression(String text) {
    if (text.isBlank()) {
      return Optional.of("is empty; leave the key out for no condition");
    }
    return text.contains("{{") || text.contains("}}")
        ? Optional.of("must be the bare expression, without {{ and }}")
        : singleLine(text);
  }

  static Optional<String> registryUrl(String text) {
    return url(text, List.of("https", "http"))
        .map(
            wrong ->
                wrong
                    .replace("gerrit.example.com", "registry.example.com")
                    .replace("GERRIT_", "REGISTRY_")
                    .replace("in ~/.netrc", "with 'docker login'"));
  }

  /**
   * See https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests.
   */
  static Optional<String> repository(String text) {
    return unless(
        text.matches("[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"),
        "is not a path of lower-case words with / between them");
  }

  static Optional<String> url(String text, List<String> schemes) {
    String wanted = "is not a URL such as " + schemes.get(0) + "://gerrit.example.com/";
    try {
      URI url = new URI(text);
      if (url.getScheme() == null || url.getHost() == null || !schemes.contains(url.getScheme())) {
        return Optional.of(wanted);
      }
      if (url.getRawUserInfo() != null && url.getRawUserInfo().contains(":")) {
        return Optional.of("carries a password; give it as GERRIT_PASSWORD or in ~/.netrc instead");
      }
      if (url.getRawUserInfo() != null && !url.getScheme().equals("ssh")) {
        return Optional.of(
            "carries a user name; give it as GERRIT_USERNAME or in ~/.netrc instead");
      }
      return unless(
          url.getRawQuery() == null && url.getRawFragment() == null,
          "carries a query or fragment (? or #): leave that out");
    } catch (URISyntaxException e) {
      return Optional.of(wanted);
    }
  }

  static Optional<String> project(String text) {
    boolean good =
        !text.isBlank()
            && PrintableText.isLine(text)
            && !text.startsWith("/")
            && !text.endsWith("/")
            && !text.contains("//")
            && text.equals(text.strip())
            && !Arrays.asList(text.split("/")).contains("..");
    return unless(good, "is not a Gerrit project such as OSS/charts/infra");
  }

  /** A footer that a person may add to a commit message. */
  public static Optional<String> footerKey(String text) {
    return Footers.isOurs(text)
        ? Optional.of("is written by chartbot itself")
        : unless(
            text.matches("[A-Za-z][A-Za-z0-9-]*"),
            "may consist of letters, digits and '-' and begins with a letter");
  }

  /** A branch as targets hold it, without {@code refs/heads/}. */
  public static String shortBranch(String text) {
    return text.startsWith(HEADS) ? text.substring(HEADS.length()) : text;
  }

  /** A branch, also one that begins with {@code refs/heads/}. */
  public static Optional<String> branch(String text) {
    if (text.startsWith("refs/") && !text.startsWith(HEADS)) {
      return Optional.of("is not a branch; give a name such as master");
    }
    if (text.contains("%")) {
      return Optional.of("holds a '%', after which Gerrit reads options of a push");
    }
    return unless(isLegalBranch(text), "is not a legal branch name");
  }

  private static boolean isLegalBranch(String text) {
    if (!PrintableText.isLine(text) || text.chars().anyMatch(c -> " ~^:?*[\\".indexOf(c) >= 0)) {
      return false;
    }
    String path = "/" + text + "/";
    return !path.contains("//")
        && !path.contains("/.")
        && !text.contains("..")
        && !text.contains("@{")
        && !text.endsWith(".")
        && !text.endsWith(".lock");
  }

  static Optional<String> path(String text) {
    boolean good =
        !text.isBlank()
            && PrintableText.isLine(text)
            && !text.startsWith("/")
            && !text.contains("\\")
            && !Arrays.asList(text.split("/")).contains("..");
    return unless(good, NO_PATH);
  }

  /** A file as the chart lists it: one file has but one such path. */
  static Optional<String> chartFile(String text) {
    List<String> parts = Arrays.asList(text.split("/", -1));
    return parts.contains(".") || parts.contains("") ? Optional.of(NO_PATH) : path(text);
  }

  /** A file of the chart, or one that is found from the configuration. */
  static Optional<String> valuesFile(String text) {
    return VerifyRules.isOutsideTheChart(text) && !text.contains("\\")
        ? singleLine(text)
        : path(text);
  }

  /** A path relative to something would let a repository bring its own program. */
  static Optional<String> command(String text) {
    return unless(
        PrintableText.isLine(text) && (text.startsWith("/") || text.matches("[^/\\\\\\s]+")),
        "is neither an absolute path nor the name of a command");
  }

  static Optional<String> kubeVersion(String text) {
    return unless(
        text.matches("v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?"),
        "is not a Kubernetes version such as 1.35.0");
  }

  static Optional<String> duration(String text) {
    return unless(
        seconds(text) > 0 && seconds(text) <= 3600,
        "is not a time of at most an hour, such as 90s or 2m");
  }

  static Optional<String> memory(String text) {
    return unless(
        bytes(text) >= 512L << 20 && bytes(text) <= 1L << 40,
        "is not a quantity of memory from 512Mi to 1Ti, such as 2Gi");
  }

  /** What {@code 90s} or {@code 2m} says; 0 where it says nothing. */
  static long seconds(String text) {
    return text.matches("\\d{1,6}[sm]")
        ? Long.parseLong(text.substring(0, text.length() - 1)) * (text.endsWith("m") ? 60 : 1)
        : 0;
  }

  /** What {@code 512Mi} or {@code 2Gi} says; 0 where it says nothing. */
  static long bytes(String text) {
    return text.matches("\\d{1,6}[MG]i")
        ? Long.parseLong(text.substring(0, text.length() - 2)) << (text.endsWith("Gi") ? 30 : 20)
        : 0;
  }

  static Optional<String> identity(String text) {
    return unless(
        text.matches("[^<>\\s][^<>\\n]* <[^<>@\\s]+@[^<>\\s]+>"),
        "is not of the form NAME <EMAIL>");
  }

  static Optional<String> oneOf(String text, List<String> allowed) {
    return allowed.contains(text)
        ? Optional.empty()
        : Optional.of(
            "is not one of " + String.join(", ", allowed) + DidYouMean.hint(text, allowed));
  }

  /** Comma-separated words, at least one. */
  static Optional<String> listOf(String text, List<String> allowed) {
    for (String word : text.split(",", -1)) {
      Optional<String> wrong = oneOf(word.strip(), allowed);
      if (wrong.isPresent()) {
        return wrong.map(w -> text.equals(word) ? w : "holds '" + word.strip() + "', which " + w);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unless(boolean good, String wrong) {
    return good ? Optional.empty() : Optional.of(wrong);
  }
}
