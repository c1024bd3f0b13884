package chartbot.gerrit;

import chartbot.lifecycle.OpenChange;
import chartbot.target.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where things are in Gerrit's REST API. */
final class Addresses {

  private Addresses() {}

  static String of(Target target, OpenChange change) {
    return of(target, change.number());
  }

  static String of(Target target, int change) {
    return "/changes/" + encoded(target.project()) + "~" + change;
  }

  static String branches(String project) {
    return "/projects/" + encoded(project) + "/branches/";
  }

  static String branch(Target target) {
    return branches(target.project()) + encoded(target.branch());
  }

  /** A query for changes. */
  static String changes(String query) {
    return "/changes/?q=" + encoded(query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
