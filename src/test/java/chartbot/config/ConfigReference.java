package chartbot.config;

/** Prints the table of all keys as Markdown, for docs/configuration.md. */
public final class ConfigReference {

  private ConfigReference() {}

  /** One table a section, in the order of the file. */
  public static String markdown() {
    StringBuilder text = new StringBuilder();
    for (Section section : Section.values()) {
      text.append("### ").append(section.word()).append("\n\n");
      String help = section.help();
      text.append(Character.toUpperCase(help.charAt(0))).append(help.substring(1));
      text.append(section.overridable() ? "; a target may override any of it\n\n" : "\n\n");
      text.append("| key | default | meaning | environment |\n|---|---|---|---|\n");
      for (Key key : Key.of(section)) {
        text.append("| `").append(key.word()).append("` | ");
        text.append(cell(key.defaultWords())).append(" | ").append(cell(key.help())).append(" | ");
        text.append(key.variable().map(v -> "`" + v + "`").orElse("")).append(" |\n");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
