package chartbot.cli;

import chartbot.update.Progress;

/** What goes on with one of several targets, each line with its name. */
record NamedProgress(String name, Progress progress) implements Progress {

  @Override
  public void step(String what) {
    progress.step(name + ": " + what);
  }

  @Override
  public void warn(String what) {
    progress.warn(name + ": " + what);
  }

  @Override
  public void trace(String what) {
    progress.trace(name + ": " + what);
  }
}
