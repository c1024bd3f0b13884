package chartbot.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Some of a chart's files.
 *
 * @param isPart says of a path whether the file is one of them
 */
public record ChartPart(ChartFiles chart, Predicate<String> isPart) implements ChartFiles {

  @Override
  public Optional<byte[]> read(String path) {
    return isPart.test(path) ? chart.read(path) : Optional.empty();
  }

  @Override
  public List<String> paths(String folder) {
    return chart.paths(folder).stream().filter(isPart).toList();
  }

  @Override
  public Map<String, byte[]> readAll(String folder) {
    Map<String, byte[]> files = new LinkedHashMap<>(chart.readAll(folder));
    files.keySet().removeIf(path -> !isPart.test(path));
    return files;
  }

  @Override
  public Map<String, byte[]> neighbour(String folder) {
    return chart.neighbour(folder);
  }
}
