package chartbot.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A chart to measure with; its images are {@code bench-0} and so on.
 *
 * @param files all files of the project
 * @param historyMib what the branch's older commits hold, about
 */
record BenchChart(String project, int files, int valuesLines, int images, int historyMib) {

  /** The chart's own files; what lies beside them is noise. */
  Map<String, byte[]> chartFiles() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("Chart.yaml", "apiVersion: v2\nname: " + project + "\nversion: 1.0.0\n");
    files.put("values.yaml", values());
    files.put(
        "templates/configmap.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: images
        data:
        {{- range $key, $image := .Values.images }}
          {{ $key }}: "{{ $image.name }}:{{ $image.tag }}"
        {{- end }}
        """);
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(UTF_8)));
    return bytes;
  }

  String values() {
    StringBuilder values = new StringBuilder("# Values of " + project + "\nimages:\n");
    for (int i = 0; i < images; i++) {
      values.append("  image").append(i).append(":\n    name: bench-").append(i);
      values.append("\n    tag: 1.0.0-1\n");
    }
    values.append("services:\n");
    for (int line = 3 * images + 3; line < valuesLines; line++) {
      values.append("  key").append(line).append(": \"value ").append(line);
      values.append("\" # of a service\n");
    }
    return values.toString();
  }
}
