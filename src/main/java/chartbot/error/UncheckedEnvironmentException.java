package chartbot.error;

/**
 * Carries a failure of the environment through a method that may not say that it can fail, such as
 * a read that fetches. Whoever knows what to do then takes the cause; it is no bug.
 */
public final class UncheckedEnvironmentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final EnvironmentException failure;

  public UncheckedEnvironmentException(EnvironmentException failure) {
    super(failure.what(), failure);
    this.failure = failure;
  }

  public EnvironmentException failure() {
    return failure;
  }
}
