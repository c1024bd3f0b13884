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
import chartbot.git.GitCommitSubjects;
import chartbot.git.GitServer;
import chartbot.git.GitTextDiff;
import chartbot.helm.WorkerHelm;
import chartbot.image.ImageRegistry;
import chartbot.image.RegistryRules;
import chartbot.inspect.ChartDoctor;
import chartbot.inspect.ChartRefresh;
import chartbot.inspect.ChartStatus;
import chartbot.inspect.InventoryPage;
import chartbot.inspect.NewestTags;
import chartbot.inspect.TemplateCheck;
import chartbot.kubernetes.KubernetesSchema;
import chartbot.registry.OciRegistry;
import chartbot.report.ReportPage;
import chartbot.sandbox.Sandbox;
import chartbot.sandbox.SandboxHome;
import chartbot.sandbox.SandboxRegistry;
import chartbot.template.HandlebarsCommitMessages;
import chartbot.template.HandlebarsInventoryPage;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.template.HandlebarsReportPage;
import chartbot.template.HandlebarsTemplateCheck;
import chartbot.update.ChartUpdate;
import chartbot.update.ChartVerifier;
import chartbot.update.ImageProvenances;
import chartbot.update.Progress;
import chartbot.update.RegistryTagCheck;
import chartbot.update.RetryLoop;
import chartbot.update.TagCheck;
import chartbot.update.TextDiff;
import chartbot.update.WritableChart;
import chartbot.verify.HelmVerifier;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes every part with {@code new}, when a command asks for it. */
final class Wiring implements Parts, AutoCloseable {

  private final Map<String, String> environment;

  /** One for all sessions of a run: no further one tries what was refused. */
  private final Map<Optional<Credentials>, LoginGate> gates = new ConcurrentHashMap<>();

  /** One for all targets, so that they share its workers. */
  private final WorkerHelm helm;

  Wiring(Map<String, String> environment) {
    this(environment, helm(environment));
  }

  Wiring(Map<String, String> environment, WorkerHelm helm) {
    this.environment = Map.copyOf(environment);
    this.helm = helm;
  }

  static WorkerHelm helm(Map<String, String> environment) {
    return new WorkerHelm(
        CacheFolder.of(environment).resolve("helm"), environment.getOrDefault("PATH", ""));
  }

  @Override
  public void close() {
    helm.close();
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
    return new HelmVerifier(helm, new KubernetesSchema());
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
  public InventoryPage inventoryPage() {
    return new HandlebarsInventoryPage();
  }

  /** The launcher says where it is. */
  @Override
  public String command() {
    return System.getProperty("chartbot.command", "chartbot");
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
    Optional<ImageRegistry> registry = registry(connection, progress);
    ChartUpdate update =
        new ChartUpdate(
            repository,
            review,
            editor(),
            tagCheck(connection, registry, progress),
            new ImageProvenances(
                registry,
                connection.builds(),
                new GitCommitSubjects(
                    git,
                    server.url().toString(),
                    connection.registry().map(RegistryRules::sourceHosts).orElse(Set.of()),
                    gate(connection.gitCredentials()),
                    home(),
                    progress),
                progress),
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
        new ChartRefresh(repository, review, update),
        new ChartStatus(repository, review),
        verifier,
        registry.map(NewestTags::new),
        connection.registry(),
        new ChartDoctor(repository, review, review, repository, verifier));
  }

  private LoginGate gate(Optional<Credentials> credentials) {
    return gates.computeIfAbsent(credentials, unused -> new LoginGate());
  }

  private TagCheck tagCheck(
      Connection connection, Optional<ImageRegistry> registry, Progress progress) {
    if (registry.isEmpty() || connection.registry().isEmpty()) {
      return TagCheck.none();
    }
    return new RegistryTagCheck(
        connection.registry().get(),
        registry.get(),
        clock(),
        time -> Thread.sleep(time.toMillis()),
        progress);
  }

  private Optional<ImageRegistry> registry(Connection connection, Progress progress)
      throws EnvironmentException {
    Optional<RegistryRules> rules = connection.registry();
    return rules.isPresent()
        ? Optional.of(
            OciRegistry.connect(rules.get(), environment, home(), clock(), progress::trace))
        : Optional.empty();
  }

  @Override
  public RunningSandbox sandbox(Progress progress) throws EnvironmentException {
    Sandbox sandbox = Sandbox.start(SandboxHome.discover(environment), progress::step);
    boolean ready = false;
    try {
      RunningSandbox running = new SandboxGerrit(sandbox, SandboxRegistry.startIfInstalled());
      ready = true;
      return running;
    } finally {
      if (!ready) {
        sandbox.close();
      }
    }
  }
}
