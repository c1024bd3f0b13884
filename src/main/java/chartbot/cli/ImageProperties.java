package chartbot.cli;

import chartbot.chart.ImageRules;
import chartbot.error.UserException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Images in a properties file; what contradicts itself there is refused. */
final class ImageProperties {

  /**
   * A property.
   *
   * @param written as it stands in the file
   */
  private record Property(String key, String value, int line, String written) {}

  private final String file;
  private final ImageRules rules;
  private final List<Property> all;
  private final Map<String, Property> byKey = new LinkedHashMap<>();

  ImageProperties(String file, String text, ImageRules rules) throws UserException {
    this.file = file;
    this.rules = rules;
    this.all = read(text);
    all.forEach(property -> byKey.putIfAbsent(property.key(), property));
  }

  /** What each property has, the first of several. */
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    byKey.forEach((key, property) -> values.put(key, property.value()));
    return values;
  }

  List<ImageText> images() throws UserException {
    List<Property> used = new ArrayList<>();
    List<ImageText> images = new ArrayList<>();
    Property list = byKey.get("IMAGES");
    if (list != null) {
      used.add(list);
      for (String image : list.value().split("[,\\s]+", -1)) {
        if (!image.isEmpty()) {
          images.add(new ImageText(image, where(list)));
        }
      }
    }
    Property image = byKey.get("IMAGE");
    if (image != null && !image.value().isEmpty()) {
      Property tag = byKey.get("TAG");
      used.add(image);
      used.addAll(Optional.ofNullable(tag).stream().toList());
      images.add(new ImageText(image(image, tag), where(image)));
    }
    if (images.isEmpty()) {
      for (Property property : byKey.values()) {
        if (rules.isModel(property.key())) {
          used.add(property);
          images.add(new ImageText(property.key() + ":" + property.value(), where(property)));
        }
      }
    }
    refuseWhatWouldBeLeftOut(used);
    return images;
  }

  private String image(Property image, @Nullable Property tag) throws UserException {
    String text = image.value();
    String last = text.substring(text.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    if (tag == null || tag.value().isEmpty()) {
      return text;
    }
    if (colon < 0) {
      return text + ":" + tag.value();
    }
    if (!last.substring(colon + 1).equals(tag.value())) {
      throw new UserException(
          where(tag)
              + ": TAG is '"
              + tag.value()
              + "', but IMAGE in line "
              + image.line()
              + " has the tag '"
              + last.substring(colon + 1)
              + "'",
          "remove one of the two");
    }
    return text;
  }

  private void refuseWhatWouldBeLeftOut(List<Property> used) throws UserException {
    for (Property property : all) {
      Property first = byKey.get(property.key());
      if (first != null && !first.equals(property) && used.contains(first)) {
        throw new UserException(
            where(property) + ": '" + property.key() + "' stands in line " + first.line() + " too",
            "remove one of the two; IMAGES takes several images");
      }
      if (!used.contains(property) && isImage(property.written())) {
        throw new UserException(
            where(property)
                + ": '"
                + property.written()
                + "' would be left out: it is no KEY=VALUE as other lines are",
            "give all images in the same way, e.g. one IMAGE:TAG a line");
      }
    }
  }

  private boolean isImage(String written) {
    try {
      rules.parse(written);
      return !written.contains("=");
    } catch (UserException e) {
      return false;
    }
  }

  private String where(Property property) {
    return file + ":" + property.line();
  }

  private List<Property> read(String text) throws UserException {
    List<String> lines = text.lines().toList();
    List<Property> properties = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int first = i + 1;
      StringBuilder logical = new StringBuilder(lines.get(i));
      while (isContinued(lines.get(i)) && i + 1 < lines.size()) {
        i++;
        logical.append('\n').append(lines.get(i));
      }
      read(logical.toString(), first, properties);
    }
    return properties;
  }

  /** Java says what a line means; a comment means nothing. */
  private void read(String line, int number, List<Property> properties) throws UserException {
    Properties one = new Properties();
    try {
      one.load(new StringReader(line));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          file + ":" + number + ": not a line of a properties file: " + e.getMessage(), null, e);
    }
    for (String key : one.stringPropertyNames()) {
      String value = one.getProperty(key, "").strip();
      properties.add(new Property(key, value, number, line.strip()));
    }
  }

  private static boolean isContinued(String line) {
    String text = line.stripLeading();
    int backslashes = text.length() - text.replaceFirst("\\\\+$", "").length();
    return !text.startsWith("#") && !text.startsWith("!") && backslashes % 2 == 1;
  }
}
