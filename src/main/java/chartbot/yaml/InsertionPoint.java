package chartbot.yaml;

/** Where the next entry of a block mapping goes. */
final class InsertionPoint {

  private InsertionPoint() {}

  /**
   * Behind the last line of content and the comments below it that are indented deeper than the
   * entries; blank lines and comments further left belong to what follows.
   */
  static int behind(YamlText text, YamlMapping mapping) {
    int point = text.nextLine(mapping.end());
    int line = point;
    while (line < mapping.limit()) {
      int content = text.skipBlanks(line);
      boolean comment = content < text.length() && text.chars().charAt(content) == '#';
      if (comment && content - line > mapping.column()) {
        point = text.nextLine(line);
      } else if (comment || !text.isBlankFrom(line)) {
        break;
      }
      line = text.nextLine(line);
    }
    return point;
  }
}
