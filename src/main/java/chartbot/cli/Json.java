package chartbot.cli;

import chartbot.error.PrintableText;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;

/** How JSON is written for whoever reads it, program or person. */
final class Json {

  private Json() {}

  static String pretty(JsonElement json) {
    // What it writes out in place of a character is JSON's own escape for it.
    return PrintableText.text(
        new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create()
            .toJson(json));
  }
}
