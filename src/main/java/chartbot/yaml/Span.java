package chartbot.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A piece of text that is replaced by another; of no length where something is inserted. */
record Span(int start, int end, String text) {

  static Span insert(int offset, String text) {
    return new Span(offset, offset, text);
  }

  /** Replaces every span; those at the same offset stay in the order given. */
  static String apply(String chars, List<Span> spans) {
    StringBuilder result = new StringBuilder(chars.length() + 1024);
    int done = 0;
    for (Span span : sorted(spans)) {
      if (span.start < done) {
        throw new IllegalStateException("two edits of the same text, at offset " + span.start);
      }
      result.append(chars, done, span.start).append(span.text);
      done = span.end;
    }
    return result.append(chars, done, chars.length()).toString();
  }

  /** Undoes {@link #apply}: what the text was before, given what it is after. */
  static String restore(String before, String after, List<Span> spans) {
    StringBuilder result = new StringBuilder(before.length());
    int done = 0;
    int shift = 0;
    for (Span span : sorted(spans)) {
      result.append(after, done, span.start + shift);
      result.append(before, span.start, span.end);
      done = span.start + shift + span.text.length();
      shift += span.text.length() - (span.end - span.start);
    }
    return result.append(after, done, after.length()).toString();
  }

  private static List<Span> sorted(List<Span> spans) {
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingInt(Span::start));
    return sorted;
  }
}
