package chartbot.chart;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request means for the data of a values file, worked out on data alone. */
final class IntendedValues {

  private final JsonObject values;
  private final EditRequest request;

  private IntendedValues(JsonObject values, EditRequest request) {
    this.values = values;
    this.request = request;
  }

  static JsonObject after(JsonObject before, EditRequest request) {
    JsonObject values = before.deepCopy();
    IntendedValues intended = new IntendedValues(values, request);
    request.images().forEach(intended::bring);
    return values;
  }

  private void bring(Image image) {
    JsonObject images = images();
    JsonObject entry = entry(images, image.name());
    boolean added = entry == null && request.ifMissing() == EditRequest.IfMissing.ADD;
    if (entry != null) {
      String old = entry.get("tag") instanceof JsonPrimitive tag ? tag.getAsString() : "";
      // A block of text has line breaks around it, which stay.
      entry.addProperty("tag", old.isBlank() ? image.tag() : withLineBreaksOf(old, image.tag()));
    } else if (added) {
      JsonObject fields = new JsonObject();
      fields.addProperty("name", image.name());
      fields.addProperty("tag", image.tag());
      images.add(image.name(), fields);
    }
    boolean job = added || (entry != null && request.rules().isModel(image.name()));
    if (job && request.withJob() && !values.has(image.name() + "-job")) {
      JsonObject section = new JsonObject();
      section.addProperty("name", image.name());
      section.addProperty("restartPolicy", "OnFailure");
      request
          .jobs()
          .of(image.name())
          .memoryRequest()
          .ifPresent(memory -> section.addProperty("memoryRequest", memory));
      values.add(image.name() + "-job", section);
    }
  }

  private static String withLineBreaksOf(String old, String tag) {
    return old.replaceFirst("(?s)^(\\n*).*?(\\n*)$", "$1" + tag + "$2");
  }

  /** The mapping of the images, made where there is none. */
  private JsonObject images() {
    JsonObject at = values;
    for (String key : List.of(request.rules().path().split("\\.", -1))) {
      JsonElement next = at.get(key);
      if (next == null || next instanceof JsonNull) {
        next = new JsonObject();
        if (request.ifMissing() == EditRequest.IfMissing.ADD) {
          at.add(key, next);
        }
      }
      at = next.getAsJsonObject();
    }
    return at;
  }

  private static @Nullable JsonObject entry(JsonObject images, String name) {
    if (images.has(name)) {
      return images.getAsJsonObject(name);
    }
    for (Map.Entry<String, JsonElement> child : images.entrySet()) {
      if (child.getValue() instanceof JsonObject fields && names(fields, name)) {
        return fields;
      }
    }
    return null;
  }

  private static boolean names(JsonObject fields, String image) {
    if (fields.has("name")) {
      return fields.get("name").isJsonPrimitive() && fields.get("name").getAsString().equals(image);
    }
    return fields.has("repository")
        && fields.get("repository").isJsonPrimitive()
        && ("/" + fields.get("repository").getAsString()).endsWith("/" + image);
  }
}
