package chartbot.gerrit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Gerrit's <a
 * href="https://gerrit-review.googlesource.com/Documentation/rest-api-changes.html#review-result">ReviewResult</a>
 * says about votes: a label that the project does not have is dropped without an error.
 */
record ReviewResult(@Nullable Map<String, Integer> labels) {

  boolean has(String label) {
    return labels != null && labels.containsKey(label);
  }
}
