package chartbot.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A piece of text that is replaced by another; of no length where something is inserted. */
record TextEdit(int start, int end, String text) {

  static TextEdit insert(int offset, String text) {
    return new TextEdit(offset, offset, text);
  }

  /** Replaces every span; those at the same offset stay in the order given. */
  static String apply(String chars, List<TextEdit> spans) {
    StringBuilder result = new StringBuilder(chars.length() + 1024);
    int done = 0;
    for (TextEdit span : sorted(spans)) {
      if (span.start < done) {
        throw new IllegalStateException("two edits of the same text, at offset " + span.start);
      }
      result.append(chars, done, span.start).append(span.text);
      done = span.end;
    }
    return result.append(chars, done, chars.length()).toString();
  }

  /** Whether a text differs from what it was before at the spans only. */
  static boolean leaveTheRest(String before, String after, List<TextEdit> spans) {
    int done = 0;
    int shift = 0;
    for (TextEdit span : sorted(spans)) {
      if (!before.regionMatches(done, after, done + shift, span.start - done)) {
        return false;
      }
      done = span.end;
      shift += span.growth();
    }
    int rest = before.length() - done;
    return after.length() == before.length() + shift
        && before.regionMatches(done, after, done + shift, rest);
  }

  /** How much longer the text becomes. */
  int growth() {
    return text.length() - (end - start);
  }

  /** In the order of the text; those at the same offset stay in the order given. */
  static List<TextEdit> sorted(List<TextEdit> spans) {
    List<TextEdit> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingInt(TextEdit::start));
    return sorted;
  }
}
