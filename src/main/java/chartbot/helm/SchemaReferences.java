package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a values schema refers to: Helm would read files and call servers for it. */
final class SchemaReferences {

  static final String FILE = "values.schema.json";

  private static final Set<String> REFERENCES =
      Set.of("$ref", "$dynamicRef", "$recursiveRef", "$schema");

  /** These are part of Helm. */
  private static final Pattern BUILT_IN =
      Pattern.compile(
          "https?://json-schema\\.org/(?:schema|draft-0[3-7]/(?:hyper-)?schema"
              + "|draft/20\\d\\d-\\d\\d/[a-z/-]+)");

  private SchemaReferences() {}

  /** Why the schema cannot be used: it is not complete in itself. */
  static Optional<String> refusal(String path, byte[] schema) {
    Set<String> references = new LinkedHashSet<>();
    Set<String> ids = new HashSet<>();
    try (JsonReader json = new JsonReader(new StringReader(new String(schema, UTF_8)))) {
      json.setStrictness(Strictness.LENIENT);
      read(json, references, ids);
    } catch (IOException | IllegalStateException e) {
      return Optional.of(path + ": not valid JSON");
    }
    return references.stream()
        .map(reference -> reference.replaceFirst("#.*", ""))
        .filter(document -> !document.isEmpty())
        .filter(document -> !BUILT_IN.matcher(document).matches() && !ids.contains(document))
        .findFirst()
        .map(
            document ->
                path
                    + ": refers to '"
                    + document
                    + "', which is not read: charts are rendered without network and files");
  }

  private static void read(JsonReader json, Set<String> references, Set<String> ids)
      throws IOException {
    String name = "";
    while (true) {
      JsonToken token = json.peek();
      switch (token) {
        case BEGIN_OBJECT -> json.beginObject();
        case END_OBJECT -> json.endObject();
        case BEGIN_ARRAY -> json.beginArray();
        case END_ARRAY -> json.endArray();
        case NAME -> name = json.nextName();
        case STRING -> {
          String text = json.nextString();
          if (REFERENCES.contains(name)) {
            references.add(text);
          } else if (name.equals("$id") || name.equals("id")) {
            ids.add(text.replaceFirst("#.*", ""));
          }
        }
        case END_DOCUMENT -> {
          return;
        }
        default -> json.skipValue();
      }
      if (token != JsonToken.NAME) {
        name = "";
      }
    }
  }
}
