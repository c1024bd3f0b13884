package chartbot.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** All figures, by chart and contender, in the order in which they came first. */
final class Measurements implements Round.Meter {

  private final Map<String, Map<String, List<Figure>>> figures = new LinkedHashMap<>();
  private final Map<String, Map<String, Wire>> wires = new LinkedHashMap<>();

  @Override
  public void reset() {}

  @Override
  public void took(String chart, String contender, Figure figure) {
    figures
        .computeIfAbsent(chart, c -> new LinkedHashMap<>())
        .computeIfAbsent(contender, c -> new ArrayList<>())
        .add(figure);
  }

  /** Only what goes over the wire: the proxy takes time itself. */
  Round.Meter wires(CountingProxy proxy) {
    return new Round.Meter() {
      @Override
      public void reset() {
        proxy.reset();
      }

      @Override
      public void took(String chart, String contender, Figure figure) {
        wires.computeIfAbsent(chart, c -> new LinkedHashMap<>()).put(contender, proxy.seen());
      }
    };
  }

  Map<String, Map<String, List<Figure>>> figures() {
    return figures;
  }

  Optional<Wire> wire(String chart, String contender) {
    return Optional.ofNullable(wires.getOrDefault(chart, Map.of()).get(contender))
        .filter(wire -> wire.requests() > 0);
  }

  /**
   * @throws IllegalArgumentException when it was not measured
   */
  double median(String chart, String contender, ToDoubleFunction<Figure> of) {
    List<Figure> all = figures.getOrDefault(chart, Map.of()).get(contender);
    if (all == null) {
      throw new IllegalArgumentException(contender + " was not measured on " + chart);
    }
    double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
