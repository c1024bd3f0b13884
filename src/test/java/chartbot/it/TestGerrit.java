package chartbot.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import chartbot.sandbox.GerritRest;
import chartbot.sandbox.GerritServer;
import chartbot.sandbox.SandboxHome;
import java.net.URI;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A real Gerrit that tests share; each test makes its own project, so that none sees another. */
public final class TestGerrit implements AutoCloseable {

  private static final TestAccount ADMIN = new TestAccount("admin", "secret", "admin@example.com");

  private final GerritServer server;
  private final AtomicInteger names = new AtomicInteger();
  private final TestAccount bot;
  private final TestAccount human;

  private TestGerrit(GerritServer server) throws EnvironmentException {
    this.server = server;
    this.bot = newAccount("bot");
    this.human = newAccount("human");
  }

  static TestGerrit start() {
    return start("");
  }

  /** One with sections of {@code gerrit.config} of its own. */
  static TestGerrit start(String settings) {
    try {
      // The pom sets the version: -Dgerrit.version=... runs everything against another one.
      String version = System.getProperty("chartbot.gerrit.version", GerritServer.DEFAULT_VERSION);
      GerritServer server =
          GerritServer.start(
              SandboxHome.discover(System.getenv()), version, settings, System.out::println);
      return new TestGerrit(server);
    } catch (EnvironmentException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The web address, for REST and for Git; ends with a slash. */
  public URI url() {
    return server.url();
  }

  /** The address for Git over SSH, without a user; ends with a slash. */
  public URI sshUrl() {
    return server.sshUrl();
  }

  /** An ordinary account without special rights: chartbot's. */
  public TestAccount bot() {
    return bot;
  }

  /** Another ordinary account: a person who reviews, or meddles. */
  public TestAccount human() {
    return human;
  }

  /** The administrator. */
  public TestAccount admin() {
    return ADMIN;
  }

  /** One more ordinary account; its name starts as given. */
  public TestAccount newAccount(String prefix) throws EnvironmentException {
    String user = prefix + names.incrementAndGet();
    TestAccount account = new TestAccount(user, user + "-password", user + "@example.com");
    server.admin().createAccount(user, "The " + user, account.email(), account.password());
    return account;
  }

  /** Lets an account in over SSH with a key; the text is that of an OpenSSH public key file. */
  public void addSshKey(TestAccount account, String publicKey) throws EnvironmentException {
    rest(account).post("/accounts/self/sshkeys", publicKey);
  }

  /** Gerrit's REST interface as an account sees it: raw paths and JSON. */
  public GerritRest rest(TestAccount account) {
    return server.rest(account.user(), account.password());
  }

  /** A new project whose branch {@code master} holds the files. */
  public TestProject newProject(Map<String, String> files) throws EnvironmentException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    files.forEach((path, text) -> contents.put(path, text.getBytes(UTF_8)));
    return newProject(contents);
  }

  /** A new project whose branch {@code master} holds the files, byte by byte. */
  public TestProject newProject(SortedMap<String, byte[]> files) throws EnvironmentException {
    String name = "it/chart-" + names.incrementAndGet();
    server.admin().createProject(name, TestProject.BRANCH);
    if (!files.isEmpty()) {
      server.admin().addFiles(name, TestProject.BRANCH, "Import the chart", files);
    }
    return new TestProject(this, name);
  }

  /** Allows or blocks something to every registered user of a project. */
  public void setAccess(TestProject project, String ref, String permission, String action)
      throws EnvironmentException {
    server.admin().setAccess(project.name(), ref, permission, action);
  }

  @Override
  public void close() {
    server.close();
  }

  /**
   * An account of the test Gerrit.
   *
   * @param user the login name
   * @param password the HTTP password
   * @param email the one address it has
   */
  public record TestAccount(String user, String password, String email) {}
}
