package chartbot.chart;

import chartbot.error.Location;
import chartbot.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the template file of a model image's Job: created where the chart does not deploy
 * the image, brought up to date while it is as chartbot wrote it, left alone once a person has
 * edited it.
 */
final class JobTemplateFile {

  private final JobTemplates templates;
  private final ChartFiles chart;
  private final Markers markers;
  private final boolean overwrite;
  private @Nullable Map<String, String> texts;

  /**
   * @param markers says which templates deploy an image
   * @param overwrite whether a file that a person has edited is replaced too
   */
  JobTemplateFile(JobTemplates templates, ChartFiles chart, Markers markers, boolean overwrite) {
    this.templates = templates;
    this.chart = chart;
    this.markers = markers;
    this.overwrite = overwrite;
  }

  /** Works out what happens to the image's template; writes nothing. */
  Outcome plan(Image image, JobImage job, ImageRules rules, JobSettings settings)
      throws UserException {
    String path = path(image.name(), rules);
    Optional<byte[]> present = chart.read(path);
    if (present.isPresent()) {
      return forPresent(path, present.get(), image, job, settings);
    }
    if (!markers.printing(image, true).isEmpty()) { // whatever its file is called
      return Outcome.nothing(readsSection(image));
    }
    Set<String> naming = naming(image, job);
    naming.removeAll(markers.printing(image, false));
    if (!naming.isEmpty()) {
      String note =
          String.join(", ", naming)
              + (naming.size() == 1 ? " names" : " name")
              + " the image "
              + image.name()
              + ", so no Job template is added";
      return new Outcome(
          Optional.empty(),
          Optional.empty(),
          markers.deployed().isPresent()
              ? List.of(note + ", although nothing with it renders with these values")
              : List.of(),
          readsSection(image));
    }
    JobSection.refuseBadName(image.name());
    return Outcome.edit(new FileEdit(path, Optional.empty(), bytes(generate(job, settings))));
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
    Optional<GeneratedTemplate> mark = GeneratedTemplate.read(text);
    if (mark.isPresent() && !force && !mark.get().isUntouched(text)) {
      throw UserException.at(
          new Location(path, 1, 1),
          "this template was edited since chartbot generated it",
          "keep what is needed of it elsewhere, then run with --force");
    }
    return mark.isPresent();
  }

  private Outcome forPresent(
      String path, byte[] before, Image image, JobImage job, JobSettings settings)
      throws UserException {
    String written = new String(before, StandardCharsets.UTF_8);
    boolean crlf = written.contains("\r\n");
    String text = crlf ? written.replace("\r\n", "\n") : written;
    Optional<GeneratedTemplate> mark = GeneratedTemplate.read(text);
    boolean untouched = mark.filter(found -> found.isUntouched(text)).isPresent();
    if (untouched
        && mark.map(GeneratedTemplate::source)
            .equals(Optional.of(templates.fingerprint(job, settings)))) {
      return Outcome.nothing(readsSection(image));
    }
    if (mark.isEmpty() && !overwrite && isUsedIn(path, image, job)) {
      return Outcome.nothing(readsSection(image));
    }
    String generated = generate(job, settings);
    byte[] after = bytes(crlf ? generated.replace("\n", "\r\n") : generated);
    if (Arrays.equals(before, after)) {
      return Outcome.nothing(readsSection(image));
    }
    FileEdit edit = new FileEdit(path, Optional.of(before), after);
    return untouched || overwrite
        ? Outcome.edit(edit)
        : Outcome.kept(edit, reason(path, image, mark), readsSection(image));
  }

  private static String reason(String path, Image image, Optional<GeneratedTemplate> mark) {
    String why =
        mark.isPresent()
            ? " was edited since chartbot generated it"
            : " is not chartbot's, and does not use the image " + image.name();
    return path + why + ": it stays as it is (--overwrite-template replaces it)";
  }

  private String generate(JobImage job, JobSettings settings) throws UserException {
    return GeneratedTemplate.of(
        templates.fingerprint(job, settings), templates.render(job, settings));
  }

  private boolean isUsedIn(String path, Image image, JobImage job) throws UserException {
    return naming(image, job).contains(path) || markers.printing(image, true).contains(path);
  }

  /** The templates that have the image's name or its entry's key in an action. */
  private Set<String> naming(Image image, JobImage job) {
    Set<String> naming = new TreeSet<>();
    texts()
        .forEach(
            (path, text) -> {
              if (HelmActions.mention(text, job.key()) || HelmActions.mention(text, image.name())) {
                naming.add(path);
              }
            });
    return naming;
  }

  /** Whether a template of the chart reads the section of the image's Job. */
  private boolean readsSection(Image image) {
    String section = JobSection.nameOf(image.name());
    return texts().values().stream().anyMatch(text -> HelmActions.mention(text, section));
  }

  /** Every file under templates/, the notes excepted: they deploy nothing. */
  private Map<String, String> texts() {
    Map<String, String> known = texts;
    if (known == null) {
      Map<String, String> read = new LinkedHashMap<>();
      chart
          .readAll(ChartFiles.TEMPLATES)
          .forEach(
              (path, bytes) -> {
                if (!path.endsWith("/NOTES.txt")) {
                  read.put(path, new String(bytes, StandardCharsets.UTF_8));
                }
              });
      known = read;
      texts = known;
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
   * @param readsSection whether a template, this one included, reads the Job's section
   */
  record Outcome(
      Optional<FileEdit> edit, Optional<FileEdit> kept, List<String> notes, boolean readsSection) {

    /** Whether the template stays, and nothing is to be said about it. */
    boolean isNothing() {
      return edit.isEmpty() && kept.isEmpty() && notes.isEmpty();
    }

    static Outcome nothing(boolean readsSection) {
      return new Outcome(Optional.empty(), Optional.empty(), List.of(), readsSection);
    }

    static Outcome edit(FileEdit edit) {
      return new Outcome(Optional.of(edit), Optional.empty(), List.of(), true);
    }

    static Outcome kept(FileEdit generated, String note, boolean readsSection) {
      return new Outcome(Optional.empty(), Optional.of(generated), List.of(note), readsSection);
    }
  }
}
