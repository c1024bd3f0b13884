package chartbot.update;

import chartbot.lifecycle.Draft;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps drafts as long as the test goes on. */
public final class DraftsInMemory implements DraftCache {

  private final Map<String, Draft> drafts = new ConcurrentHashMap<>();

  @Override
  public Optional<Draft> find(String key) {
    return Optional.ofNullable(drafts.get(key));
  }

  @Override
  public void keep(String key, Draft draft) {
    drafts.put(key, draft);
  }
}
