package chartbot.config;

import chartbot.chart.ImageRules;
import chartbot.chart.JobSettings;
import chartbot.chart.JobSettings.Block;
import chartbot.chart.Jobs;
import chartbot.chart.TemplateText;
import chartbot.chart.VersionBump;
import chartbot.target.CommitRules;
import chartbot.target.HelmRules;
import chartbot.target.Identity;
import chartbot.target.IssueRules;
import chartbot.target.LabelVote;
import chartbot.target.LineRules;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Approved;
import chartbot.target.ReviewRules.Attention;
import chartbot.target.ReviewRules.Notify;
import chartbot.target.ReviewRules.Readiness;
import chartbot.target.SafePattern;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a target of settings that are already checked and laid over each other. */
final class TargetBuilder {

  private final Path file;
  private final Problems problems;

  TargetBuilder(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** What a target is called when it does not say: as the last part of its project. */
  static String name(Settings settings) {
    String project = settings.text(Key.TARGETS_PROJECT).orElse("");
    return settings.text(Key.TARGETS_NAME).orElse(project.substring(project.lastIndexOf('/') + 1));
  }

  /** Project, branch and folder of the chart. */
  static List<String> place(Settings settings) {
    return List.of(
        settings.text(Key.TARGETS_PROJECT).orElse(""),
        settings
            .text(Key.TARGETS_BRANCHES)
            .orElseGet(
                () -> Validators.shortBranch(settings.text(Key.TARGETS_BRANCH).orElse("master"))),
        folder(settings.text(Key.TARGETS_CHART).orElse(".")));
  }

  Target build(Settings settings) {
    List<String> place = place(settings);
    return new Target(
        name(settings),
        place.get(0),
        place.get(1),
        place.get(2),
        images(settings),
        jobs(settings),
        review(settings),
        commit(settings),
        verify(settings),
        choice(settings, Key.CHART_VERSION_BUMP, VersionBump.NONE),
        line(settings));
  }

  private LineRules line(Settings settings) {
    Optional<String> branches = settings.text(Key.TARGETS_BRANCHES);
    Optional<String> accept = settings.text(Key.TARGETS_ACCEPT);
    if (branches.isPresent() && settings.text(Key.TARGETS_BRANCH).isPresent()) {
      problems.add(
          settings.where(Key.TARGETS_BRANCHES), "give one of branch and branches, not both");
    }
    int groups = branches.map(text -> Pattern.compile(text).matcher("").groupCount()).orElse(0);
    if (accept.isPresent() && LineRules.groupsIn(accept.get()) > groups) {
      problems.add(
          settings.where(Key.TARGETS_ACCEPT),
          "accept refers to $"
              + LineRules.groupsIn(accept.get())
              + ", but branches has "
              + (groups == 1 ? "1 group" : groups + " groups"));
    }
    return new LineRules(
        branches.map(Pattern::compile).map(SafePattern::new),
        accept.map(Pattern::compile).map(SafePattern::new),
        settings
            .text(Key.TARGETS_FREEZE)
            .filter(text -> !text.equals("false"))
            .map(text -> text.equals("true") ? "" : text),
        integer(settings, Key.REVIEW_LIMIT).filter(limit -> limit > 0));
  }

  private static String folder(String chart) {
    return Path.of(chart).normalize().toString().replace('\\', '/');
  }

  private static ImageRules images(Settings settings) {
    ImageRules defaults = ImageRules.defaults();
    Optional<String> tag = settings.text(Key.IMAGES_TAG_PATTERN);
    List<String> files = settings.texts(Key.IMAGES_VALUES_FILES).orElse(List.of());
    return new ImageRules(
        settings.text(Key.IMAGES_PREFIX).orElse(defaults.prefix()),
        Set.copyOf(settings.texts(Key.IMAGES_MODELS).orElse(List.of())),
        tag.isPresent() ? Pattern.compile(tag.get()) : defaults.tagPattern(),
        settings.text(Key.IMAGES_PATH).orElse(defaults.path()),
        files.isEmpty() ? defaults.valuesFiles() : files);
  }

  private Jobs jobs(Settings settings) {
    Map<String, JobSettings> perImage = new LinkedHashMap<>();
    for (Map.Entry<String, Settings> image : settings.perImage().entrySet()) {
      perImage.put(image.getKey(), job(image.getValue().over(settings)));
    }
    return new Jobs(job(settings), perImage);
  }

  private JobSettings job(Settings settings) {
    JobSettings defaults = JobSettings.defaults();
    return new JobSettings(
        text(settings, Key.JOB_TEMPLATE),
        settings.text(Key.JOB_HELPERS).orElse(defaults.helpers()),
        tight(settings.text(Key.JOB_HOOK).orElse(defaults.hook())),
        integer(settings, Key.JOB_HOOK_WEIGHT).orElse(defaults.hookWeight()),
        tight(settings.text(Key.JOB_DELETE_POLICY).orElse(defaults.deletePolicy())),
        integer(settings, Key.JOB_BACKOFF_LIMIT),
        settings.text(Key.JOB_CONDITION),
        blocks(settings, defaults),
        settings.text(Key.JOB_RESTART_POLICY).orElse(defaults.restartPolicy()),
        settings.text(Key.JOB_MEMORY_REQUEST),
        settings.text(Key.JOB_MEMORY_LIMIT),
        settings.text(Key.JOB_CPU_REQUEST),
        settings.text(Key.JOB_CPU_LIMIT));
  }

  private static String tight(String words) {
    return String.join(",", ValueType.split(words));
  }

  private static Optional<Integer> integer(Settings settings, Key key) {
    Optional<String> text = settings.text(key);
    return text.isPresent() ? Optional.of(Integer.valueOf(text.get())) : Optional.empty();
  }

  private static Set<Block> blocks(Settings settings, JobSettings defaults) {
    Optional<List<String>> words = settings.texts(Key.JOB_BLOCKS);
    if (words.isEmpty()) {
      return defaults.blocks();
    }
    Set<Block> blocks = EnumSet.noneOf(Block.class);
    for (String word : words.get()) {
      blocks.add(constant(Block.class, word));
    }
    return blocks;
  }

  private static <E extends Enum<E>> E choice(Settings settings, Key key, E defaults) {
    Optional<String> word = settings.text(key);
    return word.isPresent() ? constant(defaults.getDeclaringClass(), word.get()) : defaults;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static ReviewRules review(Settings settings) {
    List<String> hashtags = new ArrayList<>(settings.texts(Key.REVIEW_HASHTAGS).orElse(List.of()));
    if (!hashtags.contains(ReviewRules.HASHTAG)) {
      hashtags.add(0, ReviewRules.HASHTAG);
    }
    return new ReviewRules(
            settings.text(Key.REVIEW_TOPIC),
            hashtags,
            settings.texts(Key.REVIEW_REVIEWERS).orElse(List.of()),
            settings.texts(Key.REVIEW_CC).orElse(List.of()),
            readiness(settings),
            choice(settings, Key.REVIEW_NOTIFY, Notify.NONE),
            choice(settings, Key.REVIEW_ATTENTION, Attention.NEW_CHANGE),
            settings.text(Key.REVIEW_COMMENT).orElse("none").equals("rendered-diff"))
        .withApproved(choice(settings, Key.REVIEW_APPROVED, Approved.REPLACE))
        .withLabel(settings.text(Key.REVIEW_LABEL).map(LabelVote::parse));
  }

  private static Readiness readiness(Settings settings) {
    Optional<String> wip = settings.text(Key.REVIEW_WIP);
    if (wip.isEmpty()) {
      return Readiness.UNCHANGED;
    }
    return wip.get().equals("true") ? Readiness.WIP : Readiness.READY;
  }

  private CommitRules commit(Settings settings) {
    Optional<String> author = settings.text(Key.COMMIT_AUTHOR);
    return new CommitRules(
        author.isPresent() ? Optional.of(identity(author.get())) : Optional.empty(),
        settings.footers(),
        text(settings, Key.COMMIT_MESSAGE_TEMPLATE),
        settings
            .text(Key.COMMIT_ISSUE_PATTERN)
            .map(
                pattern ->
                    new IssueRules(
                        new SafePattern(Pattern.compile(pattern)),
                        settings.text(Key.COMMIT_ISSUE_FOOTER).orElse("Issue-ID"))));
  }

  private static Identity identity(String text) {
    int at = text.lastIndexOf('<');
    return new Identity(text.substring(0, at).strip(), text.substring(at + 1, text.length() - 1));
  }

  private VerifyRules verify(Settings settings) {
    List<String> files = new ArrayList<>();
    for (String name : settings.texts(Key.VERIFY_VALUES_FILES).orElse(List.of())) {
      files.add(valuesFile(settings, name));
    }
    return new VerifyRules(
        choice(settings, Key.VERIFY_MODE, VerifyRules.Mode.REQUIRED), files, helm(settings));
  }

  private static HelmRules helm(Settings settings) {
    HelmRules defaults = HelmRules.defaults();
    return new HelmRules(
        settings.text(Key.VERIFY_HELM),
        settings.text(Key.VERIFY_KUBE_VERSION).orElse(defaults.kubeVersion()),
        settings
            .text(Key.VERIFY_TIMEOUT)
            .map(text -> Duration.ofSeconds(Validators.seconds(text)))
            .orElse(defaults.timeout()),
        settings.text(Key.VERIFY_MEMORY).map(Validators::bytes).orElse(defaults.memory()));
  }

  /** What lies outside the chart is found from the configuration, wherever the run is started. */
  private String valuesFile(Settings settings, String name) {
    if (!VerifyRules.isOutsideTheChart(name)) {
      return name;
    }
    Path named = file.resolveSibling(name).toAbsolutePath().normalize();
    if (!Files.isRegularFile(named)) {
      problems.add(
          settings.where(Key.VERIFY_VALUES_FILES), "the file " + named + " does not exist");
    }
    return named.toString();
  }

  private Optional<TemplateText> text(Settings settings, Key key) {
    return text(file, settings, key, problems);
  }

  /**
   * The text of a file that a setting names.
   *
   * @param file the configuration, next to which it is looked for
   */
  static Optional<TemplateText> text(Path file, Settings settings, Key key, Problems problems) {
    Optional<String> name = settings.text(key);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Path named = file.resolveSibling(name.get());
    try {
      return Optional.of(new TemplateText(named.toString(), Files.readString(named)));
    } catch (IOException e) {
      String what = Files.exists(named) ? "cannot be read as UTF-8 text" : "does not exist";
      problems.add(settings.where(key), "the file " + named + " " + what);
      return Optional.empty();
    }
  }
}
