package chartbot.update;

/** Reports progress; the console implements it. */
public interface Progress {

  /** A step has begun, e.g. {@code fetching master of OSS/charts/infra}. */
  void step(String what);

  /** Something the person should know though it stops nothing. */
  void warn(String what);

  /** One Git or REST call with its time, shown under {@code -v}; never holds a secret. */
  void trace(String what);

  /** Whether somebody looks at it at this moment, so that counting is worth while. */
  default boolean isWatched() {
    return false;
  }

  /**
   * How far the step is that has begun last, for somebody who watches.
   *
   * @param what the part of it that is at work, e.g. {@code Receiving objects}
   * @param total 0 where nobody knows
   */
  default void advance(String what, int done, int total) {}

  /** Says nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void step(String what) {}

      @Override
      public void warn(String what) {}

      @Override
      public void trace(String what) {}
    };
  }
}
