package chartbot.update;

/** Tells the person what is going on; the console implements it. */
public interface Progress {

  /** A step has begun, e.g. {@code fetching master of OSS/charts/infra}. */
  void step(String what);

  /** Something the person should know though it stops nothing. */
  void warn(String what);

  /** One Git or REST call with its time, shown under {@code -v}; never holds a secret. */
  void trace(String what);

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
