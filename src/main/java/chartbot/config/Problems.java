package chartbot.config;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with the configuration, so that a person can fix it all at once. */
final class Problems {

  private final List<String> found = new ArrayList<>();

  /**
   * @param where {@code file:line:column}, or the environment variable
   */
  void add(String where, String what) {
    String problem = where + ": " + what;
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  void throwIfAny() throws UserException {
    if (!found.isEmpty()) {
      throw new UserException(String.join("\n", found));
    }
  }
}
