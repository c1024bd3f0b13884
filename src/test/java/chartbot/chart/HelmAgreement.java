package chartbot.chart;

import chartbot.verify.HelmValues;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;

/** Edits that have been made, to be shown to Helm all at once. */
final class HelmAgreement {

  private final List<Edit> edits = new ArrayList<>();

  private final List<byte[]> before = new ArrayList<>();
  private final List<byte[]> after = new ArrayList<>();

  private record Edit(String name, EditRequest request) {}

  void add(String name, byte[] textBefore, byte[] textAfter, EditRequest request) {
    edits.add(new Edit(name, request));
    before.add(textBefore);
    after.add(textAfter);
  }

  /**
   * Asserts that Helm reads every new text as the old one plus exactly what was asked for.
   *
   * @return the names of those that Helm refused before the edit
   */
  List<String> check() throws IOException {
    List<byte[]> texts = new ArrayList<>(before);
    texts.addAll(after);
    List<Optional<JsonObject>> read = HelmValues.parse(texts);
    SoftAssertions soft = new SoftAssertions();
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      Optional<JsonObject> old = read.get(i);
      Optional<JsonObject> now = read.get(edits.size() + i);
      if (old.isEmpty()) {
        refused.add(edit.name);
      } else {
        boolean untouched = Arrays.equals(before.get(i), after.get(i));
        JsonObject intended = IntendedValues.after(old.get(), edit.request);
        soft.assertThat(now).as("what Helm reads after " + edit.name).isPresent();
        soft.assertThat(now.map(values -> untouched ? printed(values) : values))
            .as("what Helm reads after " + edit.name)
            .contains(untouched ? printed(intended) : intended);
      }
    }
    soft.assertAll();
    return refused;
  }

  /** A tag that stays may be a number, as long as a template prints it as the text asked for. */
  private static JsonElement printed(JsonElement values) {
    if (values instanceof JsonObject object) {
      JsonObject printed = new JsonObject();
      object.entrySet().forEach(entry -> printed.add(entry.getKey(), printed(entry.getValue())));
      return printed;
    }
    return values instanceof JsonPrimitive value ? new JsonPrimitive(value.getAsString()) : values;
  }
}
