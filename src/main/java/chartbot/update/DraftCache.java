package chartbot.update;

import chartbot.lifecycle.Draft;
import java.util.Optional;

/**
 * Keeps drafts for later runs. What it has lost, or what is damaged, it does not have; it never
 * fails.
 */
public interface DraftCache {

  Optional<Draft> find(String key);

  void keep(String key, Draft draft);

  /** Keeps nothing. */
  static DraftCache none() {
    return new DraftCache() {
      @Override
      public Optional<Draft> find(String key) {
        return Optional.empty();
      }

      @Override
      public void keep(String key, Draft draft) {}
    };
  }
}
