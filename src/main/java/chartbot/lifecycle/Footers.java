package chartbot.lifecycle;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The footers of a commit message that the bot reads back.
 *
 * @param images name to tag, from {@code Model-Image: NAME:TAG}, with the digest that may stand
 *     behind it; empty text for an image that goes, from {@code Model-Image-Retired: NAME}
 * @param renamed old name to new name, from {@code Model-Image-Renamed: OLD NEW}
 * @param held name to the tag that it is held at, from {@code Hold: NAME:TAG}
 * @param holdReason from {@code Hold-Reason: TEXT}; empty where no image is held
 * @param group from {@code Chartbot-Group: NAME}; written where the images' names do not show it
 * @param chart from {@code Chartbot-Chart: FOLDER}; written where it is not the project's root
 * @param options from {@code Chartbot-Options: WORD, WORD=IMAGE}; how the images were asked for,
 *     written where it is out of the ordinary
 * @param others footers that are not the bot's own, in order; of several with one key the first
 */
public record Footers(
    Map<String, String> images,
    Map<String, String> renamed,
    Map<String, String> held,
    String holdReason,
    Optional<String> group,
    String chart,
    Set<String> options,
    Map<String, String> others) {

  /** The older tag of an image is wanted though there are newer ones. */
  public static final String DOWNGRADE = "downgrade";

  /** An image was asked for without a Job. */
  public static final String NO_JOB = "no-job";

  /** A Job template was to be replaced even where a person has edited it. */
  public static final String OVERWRITE_TEMPLATE = "overwrite-template";

  /** The subject and the body were given by hand. */
  public static final String MESSAGE = "message";

  /** The commit may lie over a person's patch set: somebody wanted that. */
  public static final String FORCE = "force";

  /** The commit is a person's patch set that a push of the bot had come to lie over. */
  static final String RESTORED = "restored";

  public static final String MODEL_IMAGE = "Model-Image";
  public static final String RETIRED = "Model-Image-Retired";
  public static final String RENAMED = "Model-Image-Renamed";
  public static final String HOLD = "Hold";
  public static final String HOLD_REASON = "Hold-Reason";
  public static final String GROUP = "Chartbot-Group";
  public static final String CHART = "Chartbot-Chart";
  public static final String OPTIONS = "Chartbot-Options";
  public static final String CHANGE_ID = "Change-Id";

  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final Pattern FOOTER = Pattern.compile("[A-Za-z0-9-]+:.*");
  private static final Pattern CHANGE_ID_FOOTER = Pattern.compile("(?i)Change-Id:.*");
  private static final Pattern RESTORED_FROM = Pattern.compile(RESTORED + "=(\\d{1,9})");
  private static final Pattern RESTORED_FOOTER =
      Pattern.compile(OPTIONS + ": " + RESTORED + "(=\\d+)?");
  private static final List<String> OURS =
      List.of(CHANGE_ID, MODEL_IMAGE, RETIRED, RENAMED, HOLD, HOLD_REASON, GROUP, CHART, OPTIONS);

  /** Whether the bot itself writes the footers of that key. */
  public static boolean isOurs(String key) {
    return OURS.stream().anyMatch(key::equalsIgnoreCase);
  }

  /** The first of the bot's own footers that a message ends in; a subject alone has none. */
  public static Optional<String> oursIn(String message) {
    if (textAbove(message).isEmpty()) {
      return Optional.empty();
    }
    return lastParagraph(message).stream()
        .map(line -> line.substring(0, Math.max(0, line.indexOf(':'))))
        .filter(Footers::isOurs)
        .findFirst();
  }

  public static Footers of(String message) {
    Map<String, String> images = new LinkedHashMap<>();
    Map<String, String> renamed = new LinkedHashMap<>();
    Map<String, String> held = new LinkedHashMap<>();
    String holdReason = "";
    Optional<String> group = Optional.empty();
    String chart = "";
    Set<String> options = new HashSet<>();
    Map<String, String> others = new LinkedHashMap<>();
    for (String line : lastParagraph(message)) {
      int colon = line.indexOf(": ");
      if (colon < 0) {
        continue;
      }
      String key = line.substring(0, colon);
      String value = line.substring(colon + 2).trim();
      if (key.equals(MODEL_IMAGE) && value.indexOf(':') > 0) {
        putImage(value, images);
      } else if (key.equals(HOLD) && value.indexOf(':') > 0) {
        putImage(value, held);
      } else if (key.equals(RENAMED) && value.indexOf(' ') > 0) {
        renamed.put(
            value.substring(0, value.indexOf(' ')), value.substring(value.indexOf(' ') + 1));
      } else if (key.equals(HOLD_REASON)) {
        holdReason = value;
      } else if (key.equals(RETIRED)) {
        images.put(value, "");
      } else if (key.equals(GROUP)) {
        group = Optional.of(value);
      } else if (key.equals(CHART)) {
        chart = value;
      } else if (key.equals(OPTIONS)) {
        options.addAll(List.of(value.split(", ", -1)));
      } else if (!isOurs(key) && KEY.matcher(key).matches()) {
        others.putIfAbsent(key, value);
      }
    }
    return new Footers(images, renamed, held, holdReason, group, chart, options, others);
  }

  private static void putImage(String value, Map<String, String> images) {
    int tag = value.indexOf(':');
    images.put(value.substring(0, tag), value.substring(tag + 1));
  }

  /** Subject and body: what stands above the footers. */
  public static String textAbove(String message) {
    List<String> lines = message.stripTrailing().lines().toList();
    int footers = lastParagraph(message).size();
    return String.join("\n", lines.subList(0, lines.size() - footers)).strip();
  }

  /** Whether no newer tag of an image stands for what the commit says of it. */
  boolean isDowngrade(String image) {
    return isRetired(image) || held.containsKey(image) || holdsFor(image, DOWNGRADE);
  }

  /** The holds that a change with these footers puts on images, by name. */
  public Map<String, Hold> holds(int change, String url, boolean merged) {
    Map<String, Hold> holds = new LinkedHashMap<>();
    held.forEach(
        (name, tag) -> holds.put(name, new Hold(name, tag, holdReason, change, url, merged)));
    images.forEach(
        (name, tag) -> {
          if (tag.isEmpty()) {
            String reason = renamed.containsKey(name) ? "renamed to " + renamed.get(name) : "";
            holds.put(name, new Hold(name, tag, reason, change, url, merged));
          }
        });
    return holds;
  }

  boolean isRetired(String image) {
    return "".equals(images.get(image));
  }

  /** An option that is about one image of the commit. */
  public static String about(String image, String option) {
    return option + "=" + image;
  }

  /** In messages that older versions wrote an option is about all images of the commit. */
  private boolean holdsFor(String image, String option) {
    return options.contains(option) || options.contains(about(image, option));
  }

  boolean isWithoutJob(String image) {
    return holdsFor(image, NO_JOB);
  }

  boolean isOverwritingTemplate() {
    return options.contains(OVERWRITE_TEMPLATE);
  }

  public boolean isMessageByHand() {
    return options.contains(MESSAGE);
  }

  boolean isForced() {
    return options.contains(FORCE);
  }

  boolean isRestored() {
    return options.contains(RESTORED) || restoredFrom().isPresent();
  }

  /** Number of the patch set that was restored. */
  OptionalInt restoredFrom() {
    return options.stream()
        .map(RESTORED_FROM::matcher)
        .filter(Matcher::matches)
        .mapToInt(number -> Integer.parseInt(number.group(1)))
        .max();
  }

  /**
   * A person's commit message with the note that the bot has restored it, and with the Change-Id of
   * its change.
   *
   * @param patchSet number of the person's own patch set
   */
  public static String restored(String message, String changeId, int patchSet) {
    List<String> lines =
        message
            .stripTrailing()
            .lines()
            .map(String::stripTrailing)
            .collect(toCollection(ArrayList::new));
    int start = lines.size() - lastParagraph(message).size();
    // What stands first is the subject, even where it looks like a footer.
    if (start == 0 || lines.stream().skip(start).noneMatch(FOOTER.asMatchPredicate())) {
      lines.add("");
      start = lines.size();
    }
    List<String> footers = lines.subList(start, lines.size());
    Predicate<String> isChangeId = CHANGE_ID_FOOTER.asMatchPredicate();
    footers.removeIf(isChangeId.and(line -> !line.endsWith(changeId)));
    if (footers.stream().noneMatch(isChangeId)) {
      footers.add(CHANGE_ID + ": " + changeId);
    }
    footers.removeIf(RESTORED_FOOTER.asMatchPredicate());
    int above = (int) footers.stream().takeWhile(isChangeId.negate()).count();
    footers.add(above, OPTIONS + ": " + RESTORED + "=" + patchSet);
    return String.join("\n", lines) + "\n";
  }

  private static List<String> lastParagraph(String message) {
    List<String> lines = message.stripTrailing().lines().toList();
    int start = lines.size();
    while (start > 0 && !lines.get(start - 1).isBlank()) {
      start--;
    }
    return lines.subList(start, lines.size());
  }
}
