package chartbot.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;

/** How JSON is written for whoever reads it, program or person. */
final class Json {

  private Json() {}

  static String pretty(JsonElement json) {
    return new GsonBuilder()
        .setPrettyPrinting()
        .disableHtmlEscaping()
        .serializeNulls()
        .create()
        .toJson(json);
  }
}
