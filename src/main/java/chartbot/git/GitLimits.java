package chartbot.git;

import java.time.Duration;

/**
 * How much a server may send.
 *
 * @param whole longest time of one request and its answer, in addition to the timeout of each read
 * @param refs bytes of an answer without objects, such as the list of refs
 * @param pack bytes of an answer with objects
 */
record GitLimits(Duration whole, long refs, long pack) {

  static GitLimits defaults() {
    return new GitLimits(Duration.ofMinutes(30), 16L << 20, 2L << 30);
  }
}
