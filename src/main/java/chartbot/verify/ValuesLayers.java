package chartbot.verify;

import chartbot.chart.ChartFiles;
import chartbot.chart.ImageRules;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.target.VerifyRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values files that are laid over a chart's values.yaml: those that hold images, then those
 * that only verification knows.
 *
 * @param files paths in the chart, or of this machine
 * @param read the text of those of this machine
 */
record ValuesLayers(Set<String> files, Map<String, byte[]> read) {

  /**
   * Reads the files that are not of the chart.
   *
   * @throws UserException when the rules name a file that the chart does not have
   */
  static ValuesLayers of(ChartFiles chart, ImageRules images, VerifyRules rules)
      throws UserException, EnvironmentException {
    Set<String> files = new LinkedHashSet<>(images.valuesFiles());
    // A subchart's values are the subchart's, whoever edits them.
    files.removeIf(file -> file.equals("values.yaml") || file.startsWith("charts/"));
    Map<String, byte[]> read = new TreeMap<>();
    for (String file : rules.valuesFiles()) {
      files.add(file);
      if (VerifyRules.isOutsideTheChart(file)) {
        read.put(file, readOutside(file));
      } else if (chart.read(file).isEmpty()) {
        throw new UserException(
            "verify.values-files: the chart has no file " + file,
            "paths are relative to the chart's folder; ./"
                + file
                + " is relative to the configuration's");
      }
    }
    return new ValuesLayers(files, read);
  }

  private static byte[] readOutside(String file) throws EnvironmentException {
    try {
      return Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      throw EnvironmentException.permanent(
          "the values file " + file + " cannot be read: " + e.getMessage(),
          "check verify.values-files",
          e);
    }
  }

  /** The files as a chart has them, in the order in which Helm lays them over each other. */
  List<RenderOptions.Values> in(ChartFiles chart) {
    List<RenderOptions.Values> values = new ArrayList<>();
    for (String file : files) {
      byte[] outside = read.get(file);
      Optional<byte[]> text = outside == null ? chart.read(file) : Optional.of(outside);
      text.ifPresent(bytes -> values.add(new RenderOptions.Values(file, bytes)));
    }
    return values;
  }
}
