package chartbot.verify;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One object that Helm printed.
 *
 * @param template the template that it comes from, as a path in the chart
 */
record Manifest(String template, JsonObject json) {

  /** What a document holds, where that is an object. */
  static Optional<Manifest> of(String template, @Nullable Object data) {
    return json(data) instanceof JsonObject object
        ? Optional.of(new Manifest(template, object))
        : Optional.empty();
  }

  boolean isJob() {
    return text(json, "kind").equals("Job") && text(json, "apiVersion").equals("batch/v1");
  }

  /** What kind of object it is and its name, for messages. */
  String title() {
    return text(json, "kind") + " " + text(object(json, "metadata"), "name");
  }

  /** The text below a key; empty where there is none, or something else. */
  static String text(JsonObject object, String key) {
    return object.get(key) instanceof JsonPrimitive value ? value.getAsString() : "";
  }

  /** The object below keys; an empty one where there is none, or something else. */
  static JsonObject object(JsonObject object, String... keys) {
    JsonObject at = object;
    for (String key : keys) {
      at = at.get(key) instanceof JsonObject below ? below : new JsonObject();
    }
    return at;
  }

  /** The objects in the list below a key. */
  static List<JsonObject> objects(JsonObject object, String key) {
    List<JsonObject> all = new ArrayList<>();
    if (object.get(key) instanceof JsonArray array) {
      array.forEach(
          element -> {
            if (element instanceof JsonObject item) {
              all.add(item);
            }
          });
    }
    return all;
  }

  private static JsonElement json(@Nullable Object data) {
    if (data instanceof Map<?, ?> map) {
      JsonObject object = new JsonObject();
      map.forEach((key, value) -> object.add(String.valueOf(key), json(value)));
      return object;
    }
    if (data instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(element -> array.add(json(element)));
      return array;
    }
    if (data == null) {
      return JsonNull.INSTANCE;
    }
    if (data instanceof Number number) {
      return new JsonPrimitive(number);
    }
    return data instanceof Boolean truth
        ? new JsonPrimitive(truth)
        : new JsonPrimitive(data.toString());
  }
}
