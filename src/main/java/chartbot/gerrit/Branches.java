package chartbot.gerrit;

import chartbot.error.EnvironmentException;
import chartbot.gerrit.ChangeInfo.ListedBranch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lists the branches of projects. */
final class Branches {

  private static final String HEADS = "refs/heads/";
  private static final int PAGE = 500;
  private static final int MOST_PAGES = 20;

  private final RestClient rest;

  Branches(RestClient rest) {
    this.rest = rest;
  }

  /** Short names of all branches of a project. */
  List<String> of(String project) throws EnvironmentException {
    List<String> names = new ArrayList<>();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      String path = Addresses.branches(project) + "?n=" + PAGE + "&S=" + pages * PAGE;
      List<String> page =
          rest.get(
              path,
              ListedBranch[].class,
              listed -> Arrays.stream(listed).map(ListedBranch::ref).toList());
      page.stream()
          .filter(ref -> ref.startsWith(HEADS))
          .map(ref -> ref.substring(HEADS.length()))
          .forEach(names::add);
      if (page.size() < PAGE) {
        return names;
      }
    }
    throw EnvironmentException.permanent(
        project + " has more than " + MOST_PAGES * PAGE + " branches",
        "name each branch in a target of its own",
        null);
  }
}
