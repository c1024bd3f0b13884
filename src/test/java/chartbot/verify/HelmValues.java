package chartbot.verify;

import chartbot.error.ChartbotException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What real Helm reads in values files. */
public final class HelmValues {

  private static final Pattern RESULT = Pattern.compile("^# r(\\d+): (\\S+)$", Pattern.MULTILINE);

  private HelmValues() {}

  /** The data of each text ; empty where Helm refuses the text. All in one go. */
  public static List<Optional<JsonObject>> parse(List<byte[]> texts) throws IOException {
    // Results are comments: Helm parses what it prints, and they are long.
    // fromYaml parses as Helm parses values.yaml; its result has the one key "Error" on failure.
    String template =
        """
        kind: Values
        {{- range $i := until %d }}
        {{- $data := $.Files.Get (printf "files/%%d" $i) | fromYaml }}
        {{- $refused := and (eq (keys $data | join ",") "Error") (kindIs "string" $data.Error) }}
        # r{{ $i }}: {{ ternary "refused" ($data | toJson | b64enc) $refused }}
        {{- end }}
        """
            .formatted(texts.size());
    TestChart chart = chart(template);
    for (int i = 0; i < texts.size(); i++) {
      chart = chart.with("files/" + i, texts.get(i));
    }
    RenderedChart rendering = render(chart);
    if (rendering.refusal().isPresent()) {
      throw new IOException("Helm refuses the template: " + rendering.refusal().get());
    }
    List<Optional<JsonObject>> results = results(rendering.manifests());
    if (results.size() != texts.size()) {
      throw new IOException(results.size() + " results for " + texts.size() + " texts");
    }
    return results;
  }

  /** The data of one text as the values.yaml of a chart; empty where Helm refuses it. */
  public static Optional<JsonObject> load(byte[] values) throws IOException {
    RenderedChart rendering =
        render(
            chart("kind: Values\n# r0: {{ .Values | toJson | b64enc }}\n")
                .with("values.yaml", values));
    return rendering.refusal().isPresent()
        ? Optional.empty()
        : results(rendering.manifests()).get(0);
  }

  private static RenderedChart render(TestChart chart) throws IOException {
    try {
      return TestHelm.HELM.render(chart, RenderOptions.defaults());
    } catch (ChartbotException e) {
      throw new IOException(e);
    }
  }

  private static TestChart chart(String template) {
    return TestChart.empty()
        .with("Chart.yaml", "apiVersion: v2\nname: values\nversion: 1.0.0\n")
        .with("templates/values.yaml", template);
  }

  private static List<Optional<JsonObject>> results(String manifests) {
    List<Optional<JsonObject>> results = new ArrayList<>();
    Matcher result = RESULT.matcher(manifests);
    while (result.find()) {
      String json = result.group(2);
      results.add(json.equals("refused") ? Optional.empty() : Optional.of(json(json)));
    }
    return results;
  }

  private static JsonObject json(String base64) {
    byte[] json = Base64.getDecoder().decode(base64);
    JsonReader reader = new JsonReader(new StringReader(new String(json, StandardCharsets.UTF_8)));
    reader.setNestingLimit(Integer.MAX_VALUE);
    return JsonParser.parseReader(reader).getAsJsonObject();
  }
}
