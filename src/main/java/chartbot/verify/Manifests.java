package chartbot.verify;

import chartbot.error.UserException;
import chartbot.yaml.YamlData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Helm printed, read.
 *
 * @param read the objects, in Helm's order
 * @param unread why a template's text could not be read, by template: Helm's parser takes more than
 *     SnakeYAML does
 */
record Manifests(List<Manifest> read, Map<String, String> unread) {

  private static final Pattern SOURCE = Pattern.compile("(?m)^# Source: [^/\\n]+/(.+)$");

  static Manifests in(String rendered) {
    List<Manifest> read = new ArrayList<>();
    Map<String, String> unread = new LinkedHashMap<>();
    for (String document : rendered.split("(?m)^---$", -1)) {
      Matcher source = SOURCE.matcher(document);
      if (source.find()) {
        String template = source.group(1);
        try {
          YamlData.documents(template + ", rendered", document)
              .forEach(data -> Manifest.of(template, data).ifPresent(read::add));
        } catch (UserException e) {
          unread.put(template, e.what());
        }
      }
    }
    return new Manifests(read, unread);
  }

  /** Those of one template. */
  List<Manifest> of(String template) {
    return read.stream().filter(manifest -> manifest.template().equals(template)).toList();
  }
}
