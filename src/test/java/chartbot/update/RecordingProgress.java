package chartbot.update;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was told and traced, from whatever thread. */
public final class RecordingProgress implements Progress {

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> traces = new CopyOnWriteArrayList<>();

  @Override
  public void step(String what) {
    told.add(what);
  }

  @Override
  public void warn(String what) {
    told.add(what);
  }

  @Override
  public void trace(String what) {
    traces.add(what);
  }

  /** The steps and warnings so far, in order. */
  public List<String> told() {
    return List.copyOf(told);
  }

  /** The calls so far, in order. */
  public List<String> traces() {
    return List.copyOf(traces);
  }

  /** Forgets what it has recorded. */
  public void forget() {
    told.clear();
    traces.clear();
  }
}
