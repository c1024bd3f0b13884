package chartbot.jenkins;

/** A step has failed, and with it the build. */
final class StepFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StepFailedException(String message) {
    super(message);
  }
}
