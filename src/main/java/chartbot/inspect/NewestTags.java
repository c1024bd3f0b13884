package chartbot.inspect;

import chartbot.chart.Tags;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.image.ImageRegistry;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The newest tag of each of many images, asked for a few at a time. */
public final class NewestTags {

  /** A registry that is asked more at once limits requests. */
  private static final int AT_ONCE = 8;

  /**
   * What the registry has of one image.
   *
   * @param tag the newest that matches the pattern; empty where there is none
   * @param fault why it is not known; empty where it is
   */
  public record Newest(Optional<String> tag, Optional<ChartbotException> fault) {}

  private final ImageRegistry registry;

  public NewestTags(ImageRegistry registry) {
    this.registry = registry;
  }

  /**
   * The newest tags that a target takes, by image name, in the given order; what fails for one
   * image stops no other.
   *
   * @throws EnvironmentException when the registry cannot be used at all
   */
  public Map<String, Newest> of(Collection<String> names, Target target)
      throws EnvironmentException {
    if (names.isEmpty()) {
      return Map.of();
    }
    registry.ping();
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(AT_ONCE, names.size()), NewestTags::daemon);
    try {
      Map<String, Future<Newest>> asked = new LinkedHashMap<>();
      for (String name : names) {
        asked.put(name, threads.submit(() -> newest(name, target)));
      }
      Map<String, Newest> newest = new LinkedHashMap<>();
      for (Map.Entry<String, Future<Newest>> each : asked.entrySet()) {
        newest.put(each.getKey(), each.getValue().get());
      }
      return newest;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EnvironmentException.temporary("interrupted while asking the registry", null, e);
    } finally {
      threads.shutdownNow();
    }
  }

  private Newest newest(String name, Target target) {
    try {
      List<String> matching = new ArrayList<>();
      for (String tag : registry.tags(name)) {
        if (target.images().tagPattern().matcher(tag).matches() && target.line().accepts(tag)) {
          matching.add(tag);
        }
      }
      return new Newest(matching.stream().max(Tags.ORDER), Optional.empty());
    } catch (ChartbotException fault) {
      return new Newest(Optional.empty(), Optional.of(fault));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "chartbot-registry");
    thread.setDaemon(true);
    return thread;
  }
}
