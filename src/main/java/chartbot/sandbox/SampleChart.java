package chartbot.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The chart that the sandbox starts with: a small likeness of eric-enm-infra-integration. */
public final class SampleChart {

  // A jar has no folder to list.
  private static final List<String> PATHS =
      List.of(
          "Chart.yaml",
          "values.yaml",
          "templates/_helpers.tpl",
          "templates/configmap.yaml",
          "templates/pvc.yaml",
          "templates/eric-enm-models-ap.yaml",
          "templates/eric-enm-models-cm.yaml",
          "templates/eric-enm-models-fm.yaml",
          "templates/post-install-check.yaml");

  private SampleChart() {}

  /** Every file of the chart by its path. */
  public static SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String path : PATHS) {
      files.put(path, read(path));
    }
    return files;
  }

  private static byte[] read(String path) {
    try (InputStream in = SampleChart.class.getResourceAsStream("chart/" + path)) {
      if (in == null) {
        throw new IllegalStateException("chartbot was built without the sample's " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
