package chartbot.chart;

import chartbot.error.Location;
import chartbot.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the template file of a model image's Job: created where no template of the chart
 * uses the image, brought up to date while it is as chartbot wrote it, left alone once a person has
 * edited it.
 */
final class JobTemplateFile {

  private final JobTemplates templates;
  private final ChartFiles chart;
  private final boolean overwrite;
  private @Nullable HelmTemplates all;

  /**
   * @param overwrite whether a file that a person has edited is replaced too
   */
  JobTemplateFile(JobTemplates templates, ChartFiles chart, boolean overwrite) {
    this.templates = templates;
    this.chart = chart;
    this.overwrite = overwrite;
  }

  /** Works out what happens to the image's template; writes nothing. */
  Outcome plan(JobImage image, ImageRules rules, JobSettings settings) throws UserException {
    String path = path(image.name(), rules);
    Optional<byte[]> present = chart.read(path);
    if (present.isPresent()) {
      return forPresent(path, present.get(), image, settings);
    }
    if (!all().using(image).isEmpty()) { // under whatever name
      return Outcome.nothing();
    }
    return Outcome.edit(new FileEdit(path, Optional.empty(), bytes(generate(image, settings))));
  }

  /** Where the template of an image's Job goes. */
  static String path(String imageName, ImageRules rules) {
    return "templates/" + rules.prefix() + rules.service(imageName) + ".yaml";
  }

  /**
   * Whether a template is chartbot's own, and may go; a person's is none.
   *
   * @param force whether it may go although a person has edited it since
   * @throws UserException when a person has, and it may not
   */
  static boolean isGenerated(String path, byte[] bytes, boolean force) throws UserException {
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    Optional<GeneratedMark> mark = GeneratedMark.of(text);
    if (mark.isPresent() && !force && !mark.get().isUntouched(text)) {
      throw UserException.at(
          new Location(path, 1, 1),
          "this template was edited since chartbot generated it",
          "keep what is needed of it elsewhere, then run with --force");
    }
    return mark.isPresent();
  }

  private Outcome forPresent(String path, byte[] before, JobImage image, JobSettings settings)
      throws UserException {
    String written = new String(before, StandardCharsets.UTF_8);
    boolean crlf = written.contains("\r\n");
    String text = crlf ? written.replace("\r\n", "\n") : written;
    Optional<GeneratedMark> mark = GeneratedMark.of(text);
    boolean untouched = mark.filter(found -> found.isUntouched(text)).isPresent();
    if (untouched
        && mark.map(GeneratedMark::standard)
            .equals(Optional.of(templates.fingerprint(image, settings)))) {
      return Outcome.nothing();
    }
    if (mark.isEmpty() && !overwrite && isUsedIn(path, text, image)) {
      return Outcome.nothing();
    }
    String standard = generate(image, settings);
    byte[] after = bytes(crlf ? standard.replace("\n", "\r\n") : standard);
    if (Arrays.equals(before, after)) {
      return Outcome.nothing();
    }
    FileEdit edit = new FileEdit(path, Optional.of(before), after);
    return untouched || overwrite
        ? Outcome.edit(edit)
        : Outcome.kept(edit, reason(path, image, mark));
  }

  private static String reason(String path, JobImage image, Optional<GeneratedMark> mark) {
    String why =
        mark.isPresent()
            ? " was edited since chartbot generated it"
            : " is not chartbot's, and does not use the image " + image.name();
    return path + why + ": it stays as it is (--overwrite-template replaces it)";
  }

  private String generate(JobImage image, JobSettings settings) throws UserException {
    return GeneratedMark.mark(
        templates.fingerprint(image, settings), templates.render(image, settings));
  }

  private boolean isUsedIn(String path, String text, JobImage image) {
    return HelmTemplate.parse(text).body().reach(image) || all().uses(path).reach(image);
  }

  private HelmTemplates all() {
    HelmTemplates known = all;
    if (known == null) {
      known = HelmTemplates.of(chart);
      all = known;
    }
    return known;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What happens to one template.
   *
   * @param edit the file that is created or replaced
   * @param kept the file that stays although it differs, and as chartbot would write it
   * @param notes why it is kept
   */
  record Outcome(Optional<FileEdit> edit, Optional<FileEdit> kept, List<String> notes) {

    static Outcome nothing() {
      return new Outcome(Optional.empty(), Optional.empty(), List.of());
    }

    static Outcome edit(FileEdit edit) {
      return new Outcome(Optional.of(edit), Optional.empty(), List.of());
    }

    static Outcome kept(FileEdit standard, String note) {
      return new Outcome(Optional.empty(), Optional.of(standard), List.of(note));
    }
  }
}
