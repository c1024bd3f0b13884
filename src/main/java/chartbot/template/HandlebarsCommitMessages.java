package chartbot.template;

import chartbot.chart.ImageChange;
import chartbot.chart.TemplateText;
import chartbot.chart.VersionBump;
import chartbot.chart.VersionChange;
import chartbot.error.PrintableText;
import chartbot.error.UserException;
import chartbot.image.Provenance;
import chartbot.lifecycle.Footers;
import chartbot.target.CommitRules;
import chartbot.update.CommitMessages;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes commit messages with Handlebars. The template gives subject and body; the footers are put
 * below it here, so that no template can lose the Change-Id.
 */
public final class HandlebarsCommitMessages implements CommitMessages {

  private static final Pattern FOOTER_LINES =
      Pattern.compile("\\n\\n(?:[A-Za-z0-9][A-Za-z0-9-]*: [^\\n]*(?:\\n|$))+$");

  private static final ImageChange UPDATED =
      new ImageChange("image", Optional.of("1.0.0"), "1.0.1");
  private static final ImageChange ADDED = new ImageChange("added", Optional.empty(), "1.0.0");
  private static final Optional<VersionChange> VERSION =
      Optional.of(new VersionChange("1.0.0", "1.0.1"));

  /** Renders a configured template for one image updated, one added, and several. */
  static void check(CommitRules rules, VersionBump bump) throws UserException {
    if (rules.messageTemplate().isEmpty()) {
      return;
    }
    TemplateText template = rules.messageTemplate().get();
    // Where it never goes up, a template may not name it; where it does, it always has one.
    List<Optional<VersionChange>> versions =
        bump == VersionBump.NONE ? List.of(Optional.empty(), VERSION) : List.of(VERSION);
    boolean empty = true;
    for (Optional<VersionChange> version : versions) {
      for (List<ImageChange> images :
          List.of(List.of(UPDATED), List.of(ADDED), List.of(UPDATED, ADDED))) {
        empty &=
            HandlebarsRendering.render(template, model(images, Map.of(), version, List.of()))
                .isBlank();
      }
    }
    if (empty) {
      throw comesOutEmpty(template);
    }
  }

  private static UserException comesOutEmpty(TemplateText template) {
    return new UserException(
        template.file() + ": the commit message comes out empty",
        "its first line is the subject, e.g. Update <%single.name%> to <%single.to%>");
  }

  @Override
  public String render(
      CommitRules rules,
      List<ImageChange> images,
      Map<String, Provenance> provenances,
      Optional<VersionChange> version,
      List<Map.Entry<String, String>> footers)
      throws UserException {
    TemplateText template = template(rules);
    String text =
        PrintableText.text(
            HandlebarsRendering.render(template, model(images, provenances, version, footers))
                .strip());
    if (text.isEmpty()) {
      throw comesOutEmpty(template);
    }
    Optional<String> ours = Footers.oursIn(text);
    if (ours.isPresent()) {
      throw new UserException(
          template.file() + ": '" + ours.get() + "' is written by chartbot itself");
    }
    // Footers that a template ends in and ours make one block: Git reads only the last paragraph.
    Matcher block = FOOTER_LINES.matcher(text);
    String own = block.find() ? block.group() : "";
    StringBuilder message = new StringBuilder(text).append(own.isEmpty() ? "\n\n" : "\n");
    for (Map.Entry<String, String> footer : footers) {
      String key = footer.getKey();
      // A refresh carries over what the template wrote the last time.
      if (!rules.footers().containsKey(key) || !own.contains("\n" + key + ": ")) {
        message.append(line(footer)).append('\n');
      }
    }
    return PrintableText.text(message.toString());
  }

  /** What the first footer of a key says; empty where there is none. */
  private static String value(List<Map.Entry<String, String>> footers, String key) {
    return footers.stream()
        .filter(footer -> footer.getKey().equals(key))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static TemplateText template(CommitRules rules) {
    return rules.messageTemplate().orElseGet(BuiltIn::commitMessage);
  }

  private static String line(Map.Entry<String, String> footer) throws UserException {
    String line = footer.getKey() + ": " + footer.getValue();
    if (line.lines().count() != 1) {
      throw new UserException(
          "footer '" + footer.getKey() + "' has more than one line", "write it on one line");
    }
    return line;
  }

  private static Map<String, Object> model(
      List<ImageChange> images,
      Map<String, Provenance> provenances,
      Optional<VersionChange> version,
      List<Map.Entry<String, String>> footers) {
    List<Map<String, Object>> rows =
        images.stream()
            .map(image -> row(image, provenances.getOrDefault(image.name(), Provenance.UNKNOWN)))
            .toList();
    Map<String, Object> model = new HashMap<>();
    model.put("images", rows);
    model.put("reason", value(footers, Footers.HOLD_REASON));
    String[] renamed = value(footers, Footers.RENAMED).split(" ", 2);
    model.put("oldName", renamed[0]);
    model.put("newName", renamed.length == 2 ? renamed[1] : "");
    model.put("count", Integer.toString(rows.size()));
    model.put("single", rows.size() == 1 ? rows.get(0) : false);
    version.ifPresent(
        v ->
            model.put(
                "version",
                Map.of("from", PrintableText.line(v.from()), "to", PrintableText.line(v.to()))));
    return model;
  }

  /** A template may put it where the footers begin, and nobody else writes those. */
  private static boolean looksLikeOurs(String line) {
    int colon = line.indexOf(':');
    return colon > 0 && Footers.isOurs(line.substring(0, colon).strip());
  }

  private static Map<String, Object> row(ImageChange image, Provenance provenance) {
    Map<String, Object> row = new HashMap<>();
    row.put("name", PrintableText.line(image.name()));
    row.put("from", PrintableText.line(image.from().orElse("")));
    row.put("to", PrintableText.line(image.to()));
    row.put("added", image.from().isEmpty() && !image.isRemoval());
    row.put("removed", image.isRemoval());
    row.put("provenance", provenance.text());
    row.put("changes", provenance.changes().stream().filter(line -> !looksLikeOurs(line)).toList());
    row.put("commits", provenance.range().orElse(""));
    row.put("link", provenance.link().orElse(""));
    row.put("build", provenance.to().url().orElse(""));
    row.put("created", provenance.to().created().map(Instant::toString).orElse(""));
    return row;
  }
}
