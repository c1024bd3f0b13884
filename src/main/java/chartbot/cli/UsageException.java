package chartbot.cli;

/** Arguments that do not fit together; ends the run like any other wrong usage. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }

  /** The value of an option is none that it takes. */
  static UsageException invalid(String option, String value, String why) {
    return new UsageException("Invalid value for option '" + option + "': '" + value + "' " + why);
  }
}
