package chartbot.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the data of an object: maps, lists, strings, numbers, booleans and nulls. */
final class Fields {

  private Fields() {}

  /** The text of a scalar below a key; empty where there is none, or something else. */
  static String text(Map<String, @Nullable Object> map, String key) {
    Object value = map.get(key);
    return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
  }

  /** The map below keys; an empty one where there is none, or something else. */
  static Map<String, @Nullable Object> map(Map<String, @Nullable Object> map, String... keys) {
    Map<String, @Nullable Object> at = map;
    for (String key : keys) {
      at = asMap(at.get(key));
    }
    return at;
  }

  /** The maps in the list below a key. */
  static List<Map<String, @Nullable Object>> maps(Map<String, @Nullable Object> map, String key) {
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    for (Object item : list(map, key)) {
      if (item instanceof Map) {
        maps.add(asMap(item));
      }
    }
    return maps;
  }

  /** The list below a key; an empty one where there is none, or something else. */
  static List<?> list(Map<String, @Nullable Object> map, String key) {
    return map.get(key) instanceof List<?> list ? list : List.of();
  }

  /** A map with texts for keys; an empty one where the value is no map. */
  static Map<String, @Nullable Object> asMap(@Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
    }
    return map;
  }

  /** The same data in the types that the class names; what YAML alone knows becomes its text. */
  static @Nullable Object plain(@Nullable Object data) {
    if (data instanceof Map<?, ?> entries) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      entries.forEach((key, value) -> map.put(String.valueOf(key), plain(value)));
      return map;
    }
    if (data instanceof List<?> items) {
      List<@Nullable Object> list = new ArrayList<>();
      items.forEach(item -> list.add(plain(item)));
      return list;
    }
    return data == null || data instanceof Number || data instanceof Boolean
        ? data
        : data.toString();
  }
}
