package chartbot.update;

import chartbot.chart.FileEdit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What verification found.
 *
 * @param verified how much was rendered and judged
 * @param renderedBefore the rendered manifests of the chart as it was; empty where it did not
 *     render
 * @param renderedAfter the same with the edit
 * @param notes what the person should know
 */
public record Verification(
    Verified verified, String renderedBefore, String renderedAfter, List<String> notes) {

  /** As Helm says it: the chart's name, then the path in the chart. */
  private static final Pattern SOURCE = Pattern.compile("(?m)^# Source: [^/\\n]+/(.+)$");

  public Verification {
    notes = List.copyOf(notes);
  }

  /** What changes in the rendered manifests: one file for each template that prints otherwise. */
  public List<FileEdit> renderedFiles() {
    Map<String, String> before = byTemplate(renderedBefore);
    Map<String, String> after = byTemplate(renderedAfter);
    SortedSet<String> templates = new TreeSet<>(before.keySet());
    templates.addAll(after.keySet());
    List<FileEdit> files = new ArrayList<>();
    for (String template : templates) {
      Optional<byte[]> old = Optional.ofNullable(before.get(template)).map(Verification::bytes);
      String text = after.get(template);
      if (text == null) {
        files.add(FileEdit.removal(template, old.orElseThrow()));
      } else if (!text.equals(before.get(template))) {
        files.add(new FileEdit(template, old, bytes(text)));
      }
    }
    return files;
  }

  /** The text that each template prints; the path is in the chart. */
  private static Map<String, String> byTemplate(String manifests) {
    Map<String, String> byTemplate = new HashMap<>();
    for (String document : manifests.split("(?m)^---[ \\t]*\\r?\\n", -1)) {
      Matcher source = SOURCE.matcher(document);
      if (!document.isBlank()) {
        byTemplate.merge(
            source.find() ? source.group(1).strip() : "rendered manifests",
            document,
            (one, other) -> one + "---\n" + other);
      }
    }
    return byTemplate;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Nothing was about to be pushed. */
  public static Verification notNeeded() {
    return new Verification(Verified.NONE, "", "", List.of());
  }
}
