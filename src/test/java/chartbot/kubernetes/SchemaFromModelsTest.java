package chartbot.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The shipped schema says of its newest version what Kubernetes' own models of that version say.
 */
class SchemaFromModelsTest {

  private static final Path SCHEMA = Path.of("src/main/resources/chartbot/kubernetes/schema.json");

  @Test
  void theShippedSchemaIsThatOfTheModels() throws Exception {
    JsonObject schema = SchemaFromModels.parse(SCHEMA);
    Map<String, JsonObject> models =
        new SchemaFromModels().read(SchemaFromModelsTest.class.getClassLoader());

    assertThat(schema.getAsJsonObject("kinds")).isEqualTo(SchemaFromModels.kinds());
    Map<String, JsonObject> shipped = newest(schema);
    shipped.keySet().retainAll(models.keySet()); // the rest has gone before that version
    assertThat(shipped).isEqualTo(models);
    assertThat(models).hasSizeGreaterThan(150);
  }

  /** The types as the newest version has them: without what has gone by then. */
  private static Map<String, JsonObject> newest(JsonObject schema) {
    Map<String, JsonObject> types = new TreeMap<>();
    JsonObject all = schema.getAsJsonObject("types");
    for (Map.Entry<String, JsonElement> entry : all.entrySet()) {
      JsonObject type = entry.getValue().getAsJsonObject();
      if (type.has("until")) {
        type.getAsJsonObject("until").keySet().forEach(type.getAsJsonObject("fields")::remove);
      }
      type.remove("since");
      type.remove("until");
      types.put(entry.getKey(), type);
    }
    return types;
  }
}
