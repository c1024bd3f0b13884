package chartbot.config;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints the table of all keys as a <a
 * href="https://json-schema.org/draft/2020-12/json-schema-core">JSON Schema</a>, for editors. It
 * takes every file that the reader takes; what it cannot say, such as that a regular expression
 * compiles, the reader alone refuses.
 */
public final class ConfigSchema {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ConfigSchema() {}

  /** The schema of the whole file. */
  public static String json() {
    Map<String, Object> sections = new LinkedHashMap<>();
    Map<String, Object> definitions = new LinkedHashMap<>();
    for (Section section : Section.values()) {
      sections.put(section.word(), reference(section.word()));
      definitions.put(
          section.word(),
          section == Section.TARGETS ? targets() : mapping(section.help(), Key.of(section)));
    }
    definitions.put("image", mapping("what differs for one image", Key.ofOneImage()));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "chartbot configuration");
    schema.put("type", "object");
    schema.put("properties", sections);
    schema.put("required", List.of(Section.TARGETS.word()));
    schema.put("additionalProperties", false);
    schema.put("$defs", definitions);
    return GSON.toJson(schema) + "\n";
  }

  private static Map<String, Object> targets() {
    Map<String, Object> target = mapping(Section.TARGETS.help(), Key.of(Section.TARGETS));
    Map<String, Object> properties = new LinkedHashMap<>(properties(Key.of(Section.TARGETS)));
    for (Section section : Section.values()) {
      if (section.overridable()) {
        properties.put(section.word(), reference(section.word()));
      }
    }
    target.put("type", "object");
    target.put("properties", properties);
    target.put("required", List.of(Key.TARGETS_PROJECT.word()));
    Map<String, Object> targets = new LinkedHashMap<>();
    targets.put("description", Section.TARGETS.help());
    targets.put("type", "array");
    targets.put("minItems", 1);
    targets.put("items", target);
    return targets;
  }

  private static Map<String, Object> mapping(String help, List<Key> keys) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put("description", help);
    mapping.put("type", List.of("object", "null"));
    mapping.put("properties", properties(keys));
    mapping.put("additionalProperties", false);
    return mapping;
  }

  private static Map<String, Object> properties(List<Key> keys) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Key key : keys) {
      for (String word : key.words()) {
        properties.put(word, property(key));
      }
    }
    return properties;
  }

  /** A key without a value is as good as none, hence null. */
  private static Map<String, Object> property(Key key) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put(
        "description",
        key.help() + (key.required() ? "; required" : "; default: " + key.defaultWords()));
    switch (key.kind().shape()) {
      case SCALAR -> property.putAll(scalar(key, true));
      case LIST -> {
        property.put("type", List.of("array", "null"));
        property.put("items", scalar(key, false));
      }
      case MAPPING -> {
        property.put("type", List.of("object", "null"));
        property.put(
            "additionalProperties",
            key == Key.JOB_PER_IMAGE ? reference("image") : scalar(key, true));
      }
    }
    return property;
  }

  /** YAML reads some texts as numbers or booleans; the reader takes what is written. */
  private static Map<String, Object> scalar(Key key, boolean nullable) {
    List<String> words = key.kind().words();
    if (words.isEmpty()) {
      List<String> types = new ArrayList<>(List.of("string", "number", "boolean"));
      if (nullable) {
        types.add("null");
      }
      return Map.of("type", types);
    }
    List<Map<String, Object>> choices = new ArrayList<>();
    List<Object> allowed = new ArrayList<>(words);
    if (key.clearable() && nullable) {
      allowed.add("");
    }
    choices.add(Map.of("enum", allowed));
    if (words.contains("true") || words.contains("off")) {
      choices.add(Map.of("type", "boolean"));
    }
    if (nullable) {
      choices.add(Map.of("type", "null"));
    }
    return Map.of("anyOf", choices);
  }

  private static Map<String, Object> reference(String definition) {
    return Map.of("$ref", "#/$defs/" + definition);
  }
}
