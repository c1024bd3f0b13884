package chartbot.chart;

import chartbot.error.UserException;
import chartbot.yaml.YamlDocument;
import chartbot.yaml.YamlEditor;
import chartbot.yaml.YamlMapping;
import chartbot.yaml.YamlScalar;
import java.util.Optional;

/** The file that says which version of the chart it is. */
final class ChartYaml {

  private static final String FILE = "Chart.yaml";

  private final byte[] before;
  private final YamlDocument document;

  private ChartYaml(byte[] before, YamlDocument document) {
    this.before = before;
    this.document = document;
  }

  /** The file with the next version, and both versions. */
  record Bumped(FileEdit edit, VersionChange version) {}

  static ChartYaml read(ChartFiles chart) throws UserException {
    byte[] bytes =
        chart
            .read(FILE)
            .orElseThrow(
                () ->
                    new UserException(
                        FILE + ": " + chart.whyAbsent(FILE),
                        "check the chart's folder in the configuration"));
    return new ChartYaml(bytes, YamlDocument.parse(FILE, bytes));
  }

  /**
   * Counts the version up; nothing else in the file changes.
   *
   * @throws UserException where there is no version, or none that can be counted up
   */
  Bumped bump(VersionBump bump) throws UserException {
    YamlScalar version = version();
    String from = version.text();
    Optional<SemanticVersion> read = SemanticVersion.parse(from);
    if (read.isEmpty()) {
      throw document.refusal(
          version,
          "'" + from + "' is not a version such as 1.2.3 or 1.2.3-4, and cannot be counted up",
          "correct it, or set chart-version.bump to none");
    }
    String to =
        read.get()
            .next(bump)
            .map(SemanticVersion::toString)
            .orElseThrow(
                () ->
                    document.refusal(
                        version,
                        "version '" + from + "' does not end in a number as 1.2.3-4 does",
                        "set chart-version.bump to patch, minor or major, or begin with "
                            + from
                            + "-1 by hand, which Helm takes for older"));
    YamlEditor editor = new YamlEditor(document);
    editor.replace(version, to);
    return new Bumped(
        new FileEdit(FILE, Optional.of(before), editor.apply()), new VersionChange(from, to));
  }

  private YamlScalar version() throws UserException {
    String hint = "a chart needs a line such as 'version: 1.2.3'";
    if (!(document.root() instanceof YamlMapping top)) {
      throw document.refusal(
          document.root(), "the file is " + document.root().kind() + ", not a mapping", hint);
    }
    var entry =
        document
            .find(top, "version")
            .orElseThrow(() -> document.refusal(top, "the chart has no version", hint));
    if (!(entry.value() instanceof YamlScalar scalar)) {
      throw document.refusal(
          entry.value(), "the version is " + entry.value().kind() + ", not a single value", hint);
    }
    return scalar;
  }
}
