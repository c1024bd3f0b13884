package chartbot.sandbox;

import static chartbot.sandbox.GerritRest.segment;

import chartbot.error.EnvironmentException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Sets a Gerrit up by REST alone: projects with content, accounts, access rights. */
public final class GerritAdmin {

  private final GerritRest rest;

  GerritAdmin(GerritRest rest) {
    this.rest = rest;
  }

  /** The REST interface as the administrator sees it. */
  public GerritRest rest() {
    return rest;
  }

  /** Creates a project; its branch holds one empty commit. */
  public void createProject(String project, String branch) throws EnvironmentException {
    rest.put(
        "/projects/" + segment(project),
        Map.of("create_empty_commit", true, "branches", List.of(branch)));
  }

  /**
   * Adds files that a branch does not have, through a change that is submitted at once; returns the
   * number of that change.
   */
  public long addFiles(
      String project, String branch, String message, SortedMap<String, byte[]> files)
      throws EnvironmentException {
    String patch = Base64.getEncoder().encodeToString(GitPatch.adding(files));
    long change =
        rest.post(
                "/changes/",
                Map.of(
                    "project", project,
                    "branch", branch,
                    "subject", message,
                    "patch", Map.of("patch", patch)))
            .getAsJsonObject()
            .get("_number")
            .getAsLong();
    submit(project, change);
    return change;
  }

  /** Votes for a change and submits it. */
  public void submit(String project, long change) throws EnvironmentException {
    approve(project, change);
    rest.post(path(project, change) + "/submit", Map.of("notify", "NONE"));
  }

  /** Votes Code-Review+2 on a change. */
  public void approve(String project, long change) throws EnvironmentException {
    rest.post(
        path(project, change) + "/revisions/current/review",
        Map.of("labels", Map.of("Code-Review", 2), "notify", "NONE"));
  }

  private static String path(String project, long change) {
    return "/changes/" + segment(project) + "~" + change;
  }

  /** Creates an ordinary account without any special right; returns its number. */
  public long createAccount(String user, String name, String email, String password)
      throws EnvironmentException {
    return rest.put(
            "/accounts/" + segment(user),
            Map.of("name", name, "email", email, "http_password", password))
        .getAsJsonObject()
        .get("_account_id")
        .getAsLong();
  }

  /**
   * Allows or forbids something to every registered user.
   *
   * @param ref such as {@code refs/for/refs/heads/*}
   * @param permission such as {@code push}
   * @param action {@code ALLOW}, {@code DENY} or {@code BLOCK}
   */
  public void setAccess(String project, String ref, String permission, String action)
      throws EnvironmentException {
    Map<String, Object> rules =
        Map.of("rules", Map.of("global:Registered-Users", Map.of("action", action)));
    rest.post(
        "/projects/" + segment(project) + "/access",
        Map.of("add", Map.of(ref, Map.of("permissions", Map.of(permission, rules)))));
  }

  /** What a file holds at the tip of a branch. */
  public byte[] fileAtTip(String project, String branch, String path) throws EnvironmentException {
    return rest.bytes(
        "/projects/"
            + segment(project)
            + "/branches/"
            + segment(branch)
            + "/files/"
            + segment(path)
            + "/content");
  }
}
