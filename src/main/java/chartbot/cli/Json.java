package chartbot.cli;

import chartbot.chart.ImageChange;
import chartbot.error.PrintableText;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSerializer;
import java.util.List;
import java.util.Optional;

/** How JSON is written for whoever reads it, program or person: records as objects. */
final class Json {

  /** An image as all outputs name it. */
  record JsonImage(String name, Optional<String> from, String to) {

    static List<JsonImage> of(List<ImageChange> images) {
      return images.stream().map(i -> new JsonImage(i.name(), i.from(), i.to())).toList();
    }
  }

  static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeNulls()
          .registerTypeHierarchyAdapter(
              Optional.class,
              (JsonSerializer<Optional<?>>)
                  (value, type, context) -> context.serialize(value.orElse(null)))
          .create();

  private Json() {}

  static String pretty(Object json) {
    // What it writes out in place of a character is JSON's own escape for it.
    return PrintableText.text(GSON.toJson(json));
  }
}
