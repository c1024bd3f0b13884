package chartbot.chart;

import chartbot.error.UserException;
import chartbot.yaml.NewEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The section {@code NAME-job} of values.yaml: what a Job template reads. */
final class JobSection {

  private static final String SUFFIX = "-job";

  /** The chart appends this to the name of the Job's init container. */
  private static final String LONGEST_SUFFIX = "-init";

  private static final int LONGEST_LABEL = 63;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?");

  private JobSection() {}

  static String nameOf(String image) {
    return image + SUFFIX;
  }

  static NewEntry of(String image, JobSettings settings) {
    List<NewEntry> fields = new ArrayList<>();
    fields.add(NewEntry.of("name", image));
    fields.add(NewEntry.of("restartPolicy", settings.restartPolicy()));
    add(fields, "memoryRequest", settings.memoryRequest());
    add(fields, "memoryLimit", settings.memoryLimit());
    add(fields, "cpuRequest", settings.cpuRequest());
    add(fields, "cpuLimit", settings.cpuLimit());
    return NewEntry.of(nameOf(image), fields);
  }

  private static void add(List<NewEntry> fields, String key, Optional<String> value) {
    value.ifPresent(text -> fields.add(NewEntry.of(key, text)));
  }

  /**
   * Kubernetes names Jobs and containers after the image.
   *
   * @throws UserException when it would refuse such a name
   */
  static void refuseBadName(String image) throws UserException {
    int longest = LONGEST_LABEL - LONGEST_SUFFIX.length();
    if (image.length() > longest) {
      throw new UserException(
          String.format(
              "image name '%s' has %d characters; a Job needs one of at most %d",
              image, image.length(), longest),
          "Kubernetes allows 63 characters, and the chart appends '" + LONGEST_SUFFIX + "'");
    }
    if (!LABEL.matcher(image).matches()) {
      throw new UserException(
          "image name '" + image + "' cannot name a Job",
          "use lower-case letters, digits and '-', or run with --no-job");
    }
  }
}
