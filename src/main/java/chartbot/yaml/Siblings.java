package chartbot.yaml;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the entries of a mapping have in common, so that a new one can be written as they are. */
final class Siblings {

  private final YamlDocument document;
  private final YamlMapping mapping;
  private final StyleSample example;
  private List<String> fields = List.of();
  private @Nullable YamlEntry like;

  Siblings(YamlDocument document, YamlMapping mapping) {
    this.document = document;
    this.mapping = mapping;
    this.example = new StyleSample(document, mapping);
  }

  YamlMapping mapping() {
    return mapping;
  }

  /** What stands between a new key, as it is written, and its value. */
  String colon(String key, String written) {
    return example.colon(key, written);
  }

  /** The mapping that a new entry's value takes after; null where none resembles it. */
  @Nullable YamlMapping likeOf(NewEntry entry) {
    YamlEntry found = find(entry);
    return found != null && found.value() instanceof YamlMapping value ? value : null;
  }

  /** Quotes of a new key. */
  Quotes keyQuotes(NewEntry entry) {
    YamlEntry found = find(entry);
    if (found != null) {
      return Quotes.of(found.keyNode());
    }
    Quotes last = Quotes.NONE;
    for (YamlEntry sibling : mapping.entries()) {
      last = Quotes.of(sibling.keyNode());
      if (last == Quotes.NONE) {
        return last;
      }
    }
    return last;
  }

  /** The last of the entries that share most fields with a new one. */
  private @Nullable YamlEntry find(NewEntry entry) {
    List<String> wanted =
        entry.value() instanceof NewEntry.Entries entries
            ? entries.list().stream().map(NewEntry::key).toList()
            : List.of();
    if (!wanted.equals(fields)) {
      fields = wanted;
      like = search(wanted);
    }
    return like;
  }

  private @Nullable YamlEntry search(List<String> wanted) {
    YamlEntry best = null;
    // Sections of a file are less alike than the entries of a map: one field in common says little.
    int most = mapping.parent() == null ? Math.min(2, wanted.size()) : 1;
    for (YamlEntry sibling : mapping.entries()) {
      if (sibling.value() instanceof YamlMapping value && !sibling.isMerge()) {
        int shared = shared(value, wanted);
        if (shared >= most) {
          most = shared;
          best = sibling;
        }
      }
    }
    return best;
  }

  private static int shared(YamlMapping value, List<String> wanted) {
    int shared = 0;
    for (String key : wanted) {
      if (!value.withKey(key).isEmpty()) {
        shared++;
      }
    }
    return shared;
  }

  /**
   * Whether most entries have a blank line in front; single values count only where there is
   * nothing else to go by.
   */
  boolean areApart() {
    return areApart(false).or(() -> areApart(true)).orElse(false);
  }

  private Optional<Boolean> areApart(boolean singleValuesCount) {
    List<YamlEntry> entries = mapping.entries();
    int balance = 0;
    Optional<Boolean> last = Optional.empty();
    for (int i = 1; i < entries.size(); i++) {
      YamlEntry entry = entries.get(i);
      if (singleValuesCount || !(entry.value() instanceof YamlScalar)) {
        boolean apart = hasBlankLine(document.text(), entries.get(i - 1), entry);
        balance += apart ? 1 : -1;
        last = Optional.of(apart);
      }
    }
    return balance == 0 ? last : Optional.of(balance > 0);
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
