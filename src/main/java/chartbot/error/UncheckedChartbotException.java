package chartbot.error;

/**
 * Carries a failure through a method that may not say that it can fail, such as a read that
 * fetches. Whoever knows what to do then takes the cause; it is no bug.
 */
public final class UncheckedChartbotException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ChartbotException failure;

  public UncheckedChartbotException(ChartbotException failure) {
    super(failure.message(), failure);
    this.failure = failure;
  }

  public ChartbotException failure() {
    return failure;
  }
}
