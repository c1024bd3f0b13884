package chartbot.sandbox;

import static chartbot.sandbox.GerritRest.segment;
import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A throw-away Gerrit with the sample chart on {@code master} and an ordinary account for chartbot.
 */
public final class Sandbox implements AutoCloseable {

  private static final String PROJECT =
      "OSS/com.ericsson.oss.containerisation/eric-enm-infra-integration";
  private static final String BRANCH = "master";
  private static final String USER = "bot";
  // Not a secret: it opens a Gerrit on loopback that holds a sample and is gone when we end.
  private static final String PASSWORD = "bot-secret";

  private final GerritServer server;

  private Sandbox(GerritServer server) {
    this.server = server;
  }

  /**
   * Starts the sandbox and returns when it can be used; the first time it fetches Gerrit.
   *
   * @param progress gets a line for each step that takes time
   */
  public static Sandbox start(SandboxHome home, Consumer<String> progress)
      throws EnvironmentException {
    return start(home, GerritServer.DEFAULT_VERSION, progress);
  }

  /** The same with another Gerrit. */
  public static Sandbox start(SandboxHome home, String version, Consumer<String> progress)
      throws EnvironmentException {
    long start = System.nanoTime();
    GerritServer server = GerritServer.start(home, version, progress);
    boolean ready = false;
    try {
      progress.accept("seeding " + PROJECT + " with the sample chart");
      GerritAdmin admin = server.admin();
      admin.createAccount(USER, "Chart Bot", "bot@example.com", PASSWORD);
      admin.createProject(PROJECT, BRANCH);
      admin.setAccess(PROJECT, "refs/heads/*", "submit", "ALLOW");
      admin.addFiles(PROJECT, BRANCH, "Import the sample chart", SampleChart.files());
      progress.accept(
          "sandbox ready after " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
      ready = true;
      return new Sandbox(server);
    } finally {
      if (!ready) {
        server.close();
      }
    }
  }

  /** The web address of Gerrit. */
  public URI url() {
    return server.url();
  }

  /** An ordinary user's name, as chartbot needs one. */
  public String user() {
    return USER;
  }

  /** The HTTP password of {@link #user}. */
  public String password() {
    return PASSWORD;
  }

  /** The name of a user who may approve changes. */
  public String reviewer() {
    return GerritServer.ADMIN;
  }

  /** The HTTP password of {@link #reviewer}. */
  public String reviewerPassword() {
    return GerritServer.ADMIN_PASSWORD;
  }

  /** Votes Code-Review+2 as the reviewer. */
  public void approve(long change) throws EnvironmentException {
    server.admin().approve(PROJECT, change);
  }

  /** The project that holds the sample chart. */
  public String project() {
    return PROJECT;
  }

  /** The branch that holds the sample chart. */
  public String branch() {
    return BRANCH;
  }

  /** The Gerrit, for whoever wants to look or to administer. */
  public GerritServer server() {
    return server;
  }

  /** A change as Gerrit holds it, whatever chartbot believes it pushed. */
  public HeldChange change(long number) throws EnvironmentException {
    GerritRest rest = server.rest(USER, PASSWORD);
    String path = "/changes/" + segment(PROJECT) + "~" + number;
    JsonObject change = rest.get(path + "?o=CURRENT_REVISION&o=CURRENT_COMMIT").getAsJsonObject();
    JsonObject revision =
        change
            .getAsJsonObject("revisions")
            .getAsJsonObject(change.get("current_revision").getAsString());
    String patch = new String(rest.bytes(path + "/revisions/current/patch"), UTF_8);
    return new HeldChange(
        number,
        revision.get("_number").getAsInt(),
        change.get("status").getAsString(),
        revision.getAsJsonObject("commit").get("message").getAsString(),
        diffOf(patch));
  }

  /** Gerrit's patch is a mail: headers and the message in front of the diff. */
  private static String diffOf(String mail) {
    int diff = mail.indexOf("\ndiff --git ");
    return diff < 0 ? "" : mail.substring(diff + 1);
  }

  @Override
  public void close() {
    server.close();
  }

  /**
   * A change as Gerrit holds it.
   *
   * @param number its number
   * @param patchSet the current patch set
   * @param status {@code NEW}, {@code MERGED} or {@code ABANDONED}
   * @param message the commit message
   * @param diff the files of the current patch set against its parent
   */
  public record HeldChange(long number, int patchSet, String status, String message, String diff) {}
}
