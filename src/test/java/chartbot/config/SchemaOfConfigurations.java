package chartbot.config;

import com.google.gson.GsonBuilder;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the schema that editors use finds wrong with a configuration. */
final class SchemaOfConfigurations {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(ConfigSchema.json());

  private SchemaOfConfigurations() {}

  /** Anchors and merge keys are resolved first, as editors do. */
  static List<String> problems(String yaml) {
    Object data = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    return SCHEMA
        .validate(new GsonBuilder().serializeNulls().create().toJson(data), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
