package chartbot.chart;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as semver.org and Helm have it. What follows a {@code -} is a pre-release: {@code
 * 1.2.3-4} comes before {@code 1.2.3}. What follows a {@code +} does not count in the order.
 *
 * @param prefix {@code v} or nothing
 * @param suffix pre-release and build with the characters that begin them; empty where none is
 */
record SemanticVersion(
    String prefix, BigInteger major, BigInteger minor, BigInteger patch, String suffix) {

  private static final String NUMBER = "0|[1-9]\\d*";
  private static final String IDENTIFIER = "(?:" + NUMBER + "|\\d*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          ("(v?)(" + NUMBER + ")\\.(" + NUMBER + ")\\.(" + NUMBER + ")")
              + ("((?:-" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*)?")
              + "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)");
  private static final Pattern BUILD = Pattern.compile("(.*[-+.])(" + NUMBER + ")");

  /** Empty where the text is no version. */
  static Optional<SemanticVersion> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SemanticVersion(
            form.group(1),
            new BigInteger(form.group(2)),
            new BigInteger(form.group(3)),
            new BigInteger(form.group(4)),
            form.group(5)));
  }

  /** The next version, as Helm's own library counts; empty where there is no part to count up. */
  Optional<SemanticVersion> next(VersionBump bump) {
    return switch (bump) {
      case NONE -> Optional.of(this);
      case PATCH -> Optional.of(release(major, minor, isPreRelease() ? patch : up(patch)));
      case MINOR -> Optional.of(release(major, up(minor), BigInteger.ZERO));
      case MAJOR -> Optional.of(release(up(major), BigInteger.ZERO, BigInteger.ZERO));
      case BUILD -> nextBuild();
    };
  }

  private boolean isPreRelease() {
    return suffix.startsWith("-");
  }

  private SemanticVersion release(BigInteger newMajor, BigInteger newMinor, BigInteger newPatch) {
    return new SemanticVersion(prefix, newMajor, newMinor, newPatch, "");
  }

  /** Without a number there none is begun: {@code 1.2.3-1} would be older than {@code 1.2.3}. */
  private Optional<SemanticVersion> nextBuild() {
    Matcher build = BUILD.matcher(suffix);
    return build.matches()
        ? Optional.of(
            new SemanticVersion(
                prefix, major, minor, patch, build.group(1) + up(new BigInteger(build.group(2)))))
        : Optional.empty();
  }

  private static BigInteger up(BigInteger number) {
    return number.add(BigInteger.ONE);
  }

  @Override
  public String toString() {
    return prefix + major + "." + minor + "." + patch + suffix;
  }
}
