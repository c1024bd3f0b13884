package chartbot.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.EnvironmentException;
import chartbot.it.TestGerrit.TestAccount;
import chartbot.sandbox.GerritRest;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/**
 * One project of the test Gerrit: what it holds by Gerrit's own answers, and what people do to it.
 */
public final class TestProject {

  /** The branch that charts live on. */
  public static final String BRANCH = "master";

  private static final Pattern CHANGE_REF = Pattern.compile("refs/changes/\\d\\d/(\\d+)/\\d+");
  private static final Pattern DIFF = Pattern.compile("(?s)(?:^|\n)(diff --git .*)");

  private final TestGerrit gerrit;
  private final GerritRest admin;
  private final String name;
  private final SortedSet<Long> seeds;

  TestProject(TestGerrit gerrit, String name) {
    this.gerrit = gerrit;
    this.admin = gerrit.rest(gerrit.admin());
    this.name = name;
    this.seeds = changeNumbers();
  }

  /** The name of the project. */
  public String name() {
    return name;
  }

  /** Every change that was made since the project was seeded, whatever its status, oldest first. */
  public List<TestChange> changes() throws EnvironmentException {
    // The refs are the truth; a query asks the index, which lags.
    SortedSet<Long> numbers = changeNumbers();
    numbers.removeAll(seeds);
    List<TestChange> changes = new ArrayList<>();
    for (long number : numbers) {
      changes.add(change(number));
    }
    return List.copyOf(changes);
  }

  /** The changes that are open, oldest first. */
  public List<TestChange> openChanges() throws EnvironmentException {
    return changes().stream().filter(TestChange::isOpen).toList();
  }

  /** The one open change: that there is one and no second is what chartbot guarantees. */
  public TestChange onlyOpenChange() throws EnvironmentException {
    List<TestChange> open = openChanges();
    assertThat(open).as("open changes of " + name).hasSize(1);
    return open.get(0);
  }

  /** The change of that number as Gerrit holds it now. */
  public TestChange change(long number) throws EnvironmentException {
    return new TestChange(
        admin
            .get(
                path(number)
                    + "/detail?o=CURRENT_REVISION&o=CURRENT_COMMIT&o=CURRENT_FILES&o=ALL_COMMITS"
                    + "&o=ALL_REVISIONS&o=MESSAGES")
            .getAsJsonObject());
  }

  /** The diff of the change's current patch set against its parent, in Git's form. */
  public String diff(TestChange change) throws EnvironmentException {
    Matcher diff = DIFF.matcher(decode(path(change.number()) + "/revisions/current/patch"));
    return diff.find() ? diff.group(1) : "";
  }

  /** A file as the change's current patch set has it. */
  public String file(TestChange change, String path) throws EnvironmentException {
    return decode(
        path(change.number())
            + "/revisions/current/files/"
            + GerritRest.segment(path)
            + "/content");
  }

  /** A file as the tip of the branch has it. */
  public String fileAtTip(String path) throws EnvironmentException {
    return decode(
        "/projects/"
            + GerritRest.segment(name)
            + "/branches/"
            + BRANCH
            + "/files/"
            + GerritRest.segment(path)
            + "/content");
  }

  /** The commit that the branch points to. */
  public String tip() throws EnvironmentException {
    return admin
        .get("/projects/" + GerritRest.segment(name) + "/branches/" + BRANCH)
        .getAsJsonObject()
        .get("revision")
        .getAsString();
  }

  /** Approves and merges. */
  public void submit(TestChange change) throws EnvironmentException {
    vote(gerrit.admin(), change, 2);
    admin.post(path(change.number()) + "/submit", Map.of());
  }

  /** Abandons as the administrator. */
  public void abandon(TestChange change) throws EnvironmentException {
    admin.post(path(change.number()) + "/abandon", Map.of("message", "not wanted"));
  }

  /** Votes Code-Review on the current patch set. */
  public void vote(TestAccount account, TestChange change, int value) throws EnvironmentException {
    vote(account, change, "Code-Review", value);
  }

  /** Votes on the current patch set. */
  public void vote(TestAccount account, TestChange change, String label, int value)
      throws EnvironmentException {
    gerrit
        .rest(account)
        .post(
            path(change.number()) + "/revisions/current/review",
            Map.of("labels", Map.of(label, value)));
  }

  /** From now on a build must vote Verified+1, as any registered user may. */
  public void requireVerified() throws EnvironmentException {
    String project = "/projects/" + GerritRest.segment(name);
    admin.put(
        project + "/labels/Verified",
        Map.of(
            "values",
            Map.of("-1", "Fails", " 0", "No score", "+1", "Verified"),
            "function",
            "NoBlock"));
    admin.put(
        project + "/submit_requirements/Verified",
        Map.of(
            "name",
            "Verified",
            "submittability_expression",
            "label:Verified=MAX AND -label:Verified=MIN"));
    Map<String, Object> rule = Map.of("action", "ALLOW", "min", -1, "max", 1);
    Map<String, Object> permission =
        Map.of("label", "Verified", "rules", Map.of("global:Registered-Users", rule));
    admin.post(
        project + "/access",
        Map.of(
            "add",
            Map.of("refs/heads/*", Map.of("permissions", Map.of("label-Verified", permission)))));
  }

  /** From now on any registered user may submit what meets the requirements. */
  public void letEverybodySubmit() throws EnvironmentException {
    gerrit.setAccess(this, "refs/heads/*", "submit", "ALLOW");
  }

  /** Somebody adds a patch set to a change in which one file has other content. */
  public void amend(TestAccount account, TestChange change, String path, String content)
      throws EnvironmentException {
    GerritRest rest = gerrit.rest(account);
    editFile(rest, change.number(), path, content);
    rest.post(path(change.number()) + "/edit:publish", Map.of());
  }

  /** Somebody's own change is merged: the branch moves on, with new content of one file. */
  public void mergeElsewhere(String path, String content) throws EnvironmentException {
    JsonObject created =
        admin
            .post(
                "/changes/", Map.of("project", name, "branch", BRANCH, "subject", "Change " + path))
            .getAsJsonObject();
    TestChange change = new TestChange(created);
    amend(gerrit.admin(), change, path, content);
    submit(change);
    seeds.add(change.number());
  }

  /** Somebody's own change is pushed for review and stays open; not one of {@link #changes}. */
  public TestChange proposeElsewhere(TestAccount account, String path, String content)
      throws EnvironmentException {
    JsonObject created =
        gerrit
            .rest(account)
            .post(
                "/changes/", Map.of("project", name, "branch", BRANCH, "subject", "Change " + path))
            .getAsJsonObject();
    TestChange change = new TestChange(created);
    amend(account, change, path, content);
    seeds.add(change.number());
    return change(change.number());
  }

  /** Creates one more branch at the tip of {@link #BRANCH}. */
  public void createBranch(String branch) throws EnvironmentException {
    admin.put(
        "/projects/" + GerritRest.segment(name) + "/branches/" + GerritRest.segment(branch),
        Map.of("revision", BRANCH));
  }

  /** The path of a change in Gerrit's REST interface. */
  public String path(long change) {
    return "/changes/" + GerritRest.segment(name) + "~" + change;
  }

  private void editFile(GerritRest rest, long change, String path, String content)
      throws EnvironmentException {
    String data =
        "data:text/plain;base64," + Base64.getEncoder().encodeToString(content.getBytes(UTF_8));
    rest.put(path(change) + "/edit/" + GerritRest.segment(path), Map.of("binary_content", data));
  }

  private String decode(String path) throws EnvironmentException {
    return new String(admin.bytes(path), UTF_8);
  }

  private SortedSet<Long> changeNumbers() {
    SortedSet<Long> numbers = new TreeSet<>();
    try {
      for (Ref ref :
          Git.lsRemoteRepository()
              .setRemote(gerrit.url().resolve("a/" + name).toString())
              .setCredentialsProvider(
                  new UsernamePasswordCredentialsProvider(
                      gerrit.admin().user(), gerrit.admin().password()))
              .call()) {
        Matcher matcher = CHANGE_REF.matcher(ref.getName());
        if (matcher.matches()) {
          numbers.add(Long.valueOf(matcher.group(1)));
        }
      }
      return numbers;
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }
}
