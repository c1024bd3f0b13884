package chartbot.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a mapping have in common, so that a new one can be written as they are.
 *
 * @param like the entry that a new one takes after; null where none resembles it
 */
record Siblings(YamlDocument document, YamlMapping mapping, @Nullable YamlEntry like) {

  /** The siblings of an entry to come. Sections of a file are less alike than entries of a map. */
  static Siblings of(YamlDocument document, YamlMapping mapping, NewEntry entry) {
    YamlEntry like = null;
    if (entry.value() instanceof NewEntry.Entries fields) {
      int most = mapping.parent() == null ? Math.min(2, fields.list().size()) - 1 : 0;
      for (YamlEntry sibling : mapping.entries()) {
        if (sibling.value() instanceof YamlMapping value && !sibling.isMerge()) {
          int shared = shared(value, fields.list());
          if (shared > most || (like != null && shared == most)) {
            most = shared;
            like = sibling;
          }
        }
      }
    }
    return new Siblings(document, mapping, like);
  }

  private static int shared(YamlMapping value, List<NewEntry> fields) {
    int shared = 0;
    for (NewEntry field : fields) {
      if (!value.withKey(field.key()).isEmpty()) {
        shared++;
      }
    }
    return shared;
  }

  /** The mapping that a new one takes after. */
  @Nullable YamlMapping likeMapping() {
    return like != null && like.value() instanceof YamlMapping found ? found : null;
  }

  /** Quotes of the new key. */
  Quotes keyQuotes() {
    if (like != null) {
      return Quotes.of(like.keyNode());
    }
    List<YamlEntry> entries = mapping.entries();
    for (YamlEntry entry : entries) {
      if (Quotes.of(entry.keyNode()) == Quotes.NONE) {
        return Quotes.NONE;
      }
    }
    return entries.isEmpty() ? Quotes.NONE : Quotes.of(entries.get(entries.size() - 1).keyNode());
  }

  /**
   * Whether most entries of a mapping have a blank line in front; single values do not count where
   * there are others.
   */
  static boolean areApart(YamlText text, YamlMapping mapping) {
    List<YamlEntry> entries = mapping.entries();
    boolean allSingle = entries.stream().allMatch(entry -> entry.value() instanceof YamlScalar);
    int apart = 0;
    int together = 0;
    boolean lastApart = false;
    for (int i = 1; i < entries.size(); i++) {
      YamlEntry entry = entries.get(i);
      if (allSingle || !(entry.value() instanceof YamlScalar)) {
        lastApart = hasBlankLine(text, entries.get(i - 1), entry);
        if (lastApart) {
          apart++;
        } else {
          together++;
        }
      }
    }
    return apart > together || (apart == together && lastApart);
  }

  private static boolean hasBlankLine(YamlText text, YamlEntry before, YamlEntry after) {
    int line = text.nextLine(Math.max(before.keyNode().end(), before.value().end()));
    int until = text.lineStart(after.keyNode().start());
    while (line < until) {
      if (text.isBlankFrom(line)) {
        return true;
      }
      line = text.nextLine(line);
    }
    return false;
  }
}
