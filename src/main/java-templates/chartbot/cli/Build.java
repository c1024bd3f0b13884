package chartbot.cli;

/** What this is built from; Maven fills it in. */
final class Build {

  static final String VERSION = "${project.version}";
  static final String COMMIT = "${git.commit.id.abbrev}";
  static final String DATE = "${git.commit.time}";

  private Build() {}
}
