package chartbot;

import chartbot.cache.CacheFolder;
import chartbot.chart.ChartEditor;
import chartbot.cli.Connection;
import chartbot.cli.Parts;
import chartbot.cli.RunningSandbox;
import chartbot.cli.Session;
import chartbot.config.Credentials;
import chartbot.config.EnvironmentProxies;
import chartbot.config.Server;
import chartbot.disk.ChartDirectory;
import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.error.UserException;
import chartbot.gerrit.GerritReviewServer;
import chartbot.gerrit.GerritServer;
import chartbot.git.GitCache;
import chartbot.git.GitChartRepository;
import chartbot.git.GitServer;
import chartbot.git.GitTextDiff;
import chartbot.helm.WorkerHelm;
import chartbot.inspect.ChartDoctor;
import chartbot.inspect.ChartRefresh;
import chartbot.inspect.ChartStatus;
import chartbot.inspect.TemplateCheck;
import chartbot.kubernetes.KubernetesSchema;
import chartbot.report.ReportPage;
import chartbot.sandbox.Sandbox;
import chartbot.sandbox.SandboxHome;
import chartbot.template.HandlebarsCommitMessages;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.template.HandlebarsReportPage;
import chartbot.template.HandlebarsTemplateCheck;
import chartbot.update.ChartUpdate;
import chartbot.update.ChartVerifier;
import chartbot.update.Progress;
import chartbot.update.RetryLoop;
import chartbot.update.TextDiff;
import chartbot.update.WritableChart;
import chartbot.verify.HelmVerifier;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Makes every part with {@code new}, when a command asks for it. */
final class Wiring implements Parts {

  private final Map<String, String> environment;

  /** One for all sessions of a run: no further one tries what was refused. */
  private final Map<Optional<Credentials>, LoginGate> gates = new ConcurrentHashMap<>();

  Wiring(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public Path home() {
    return CacheFolder.home(environment);
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public WritableChart chart(Path directory) throws UserException {
    return ChartDirectory.open(directory);
  }

  @Override
  public ChartEditor editor() {
    return new ChartEditor(new HandlebarsJobTemplates());
  }

  @Override
  public ChartVerifier verifier() {
    return new HelmVerifier(
        new WorkerHelm(cache().resolve("helm"), environment.getOrDefault("PATH", "")),
        new KubernetesSchema());
  }

  @Override
  public TextDiff diff() {
    return new GitTextDiff();
  }

  @Override
  public TemplateCheck templates() {
    return new HandlebarsTemplateCheck();
  }

  @Override
  public ReportPage reportPage() {
    return new HandlebarsReportPage();
  }

  @Override
  public Path cache() {
    return CacheFolder.of(environment);
  }

  @Override
  public Session session(Connection connection, Progress progress) throws EnvironmentException {
    EnvironmentProxies.of(environment).ifPresent(ProxySelector::setDefault);
    Optional<String> username = connection.credentials().map(Credentials::username);
    Optional<String> password = connection.credentials().map(Credentials::password);
    Server server = connection.server();
    GerritReviewServer review =
        new GerritReviewServer(
            new GerritServer(server.url().toString(), username, password),
            gate(connection.credentials()),
            clock(),
            progress);
    GitServer git =
        new GitServer(
            server.gitUrl().orElse(server.url()).toString(),
            connection.gitCredentials().map(Credentials::username),
            connection.gitCredentials().map(Credentials::password));
    GitCache cache =
        connection
            .cache()
            .map(folder -> GitCache.in(folder.resolve("git")))
            .orElseGet(GitCache::none);
    GitChartRepository repository =
        new GitChartRepository(
            git, gate(connection.gitCredentials()), home(), cache, clock(), progress);
    ChartVerifier verifier = verifier();
    ChartUpdate update =
        new ChartUpdate(
            repository,
            review,
            editor(),
            verifier,
            new HandlebarsCommitMessages(),
            diff(),
            RetryLoop.patient(),
            progress);
    return new GerritSession(
        repository,
        review,
        clock(),
        progress,
        update,
        new ChartRefresh(repository, review),
        new ChartStatus(repository, review, editor()),
        new ChartDoctor(repository, review, review, repository, verifier));
  }

  private LoginGate gate(Optional<Credentials> credentials) {
    return gates.computeIfAbsent(credentials, unused -> new LoginGate());
  }

  @Override
  public RunningSandbox sandbox(Progress progress) throws EnvironmentException {
    return new SandboxGerrit(Sandbox.start(SandboxHome.discover(environment), progress::step));
  }
}
