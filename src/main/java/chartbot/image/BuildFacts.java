package chartbot.image;

import chartbot.error.PrintableText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the job that built an image has left in its {@code artifact.properties}: foreign text, of
 * which only what has the expected form is kept.
 *
 * @param build from BUILD_URL: the build's page
 * @param source from GIT_URL: the repository's address, without a user's name
 * @param revision from GIT_COMMIT
 * @param changelog from CHANGELOG: its first lines, each one that can be shown
 */
public record BuildFacts(
    Optional<String> build,
    Optional<String> source,
    Optional<String> revision,
    List<String> changelog) {

  /** More lines than that are read by nobody. */
  static final int MOST_LINES = 20;

  private static final Pattern SSH =
      Pattern.compile(
          "ssh://(?:[A-Za-z0-9._-]{1,100}@)?([A-Za-z0-9.-]{1,253}(?::\\d{1,5})?"
              + "/[A-Za-z0-9._~%/+-]{1,300})");

  public BuildFacts {
    changelog = List.copyOf(changelog);
  }

  /** Reads the properties; all others mean nothing here. */
  public static BuildFacts of(Map<String, String> properties) {
    String git = properties.getOrDefault("GIT_URL", "").strip();
    return new BuildFacts(
        ImageOrigin.address(properties.get("BUILD_URL")),
        ImageOrigin.repository(SSH.matcher(git).replaceFirst("ssh://$1")),
        ImageOrigin.revision(properties.get("GIT_COMMIT")),
        properties
            .getOrDefault("CHANGELOG", "")
            .lines()
            .map(line -> PrintableText.line(line.strip()))
            .filter(line -> !line.isEmpty())
            .limit(MOST_LINES)
            .toList());
  }

  /** What labels say, where the build says nothing of it. */
  ImageOrigin over(ImageOrigin labels) {
    return new ImageOrigin(
        source.or(labels::source),
        revision.or(labels::revision),
        labels.created(),
        build.or(labels::url));
  }
}
