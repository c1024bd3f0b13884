package chartbot.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.chart.ChartFiles;
import chartbot.chart.Deployments;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.chart.ImageRules;
import chartbot.chart.VersionBump;
import chartbot.error.ChartbotException;
import chartbot.error.LoginGate;
import chartbot.gerrit.GerritReviewServer;
import chartbot.gerrit.GerritServer;
import chartbot.git.GitCache;
import chartbot.git.GitChartRepository;
import chartbot.git.GitServer;
import chartbot.git.GitTextDiff;
import chartbot.inspect.ChangeStatus;
import chartbot.inspect.ChartRefresh;
import chartbot.inspect.ChartStatus;
import chartbot.inspect.Refresh;
import chartbot.it.TestGerrit.TestAccount;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.review.AwaitedChange;
import chartbot.review.ReviewEnd;
import chartbot.review.ReviewWait;
import chartbot.review.WaitRules;
import chartbot.target.CommitRules;
import chartbot.target.LineRules;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Attention;
import chartbot.target.ReviewRules.Notify;
import chartbot.target.ReviewRules.Readiness;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import chartbot.template.HandlebarsCommitMessages;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.update.ChartRepository;
import chartbot.update.ChartUpdate;
import chartbot.update.ChartVerifier;
import chartbot.update.HoldRelease;
import chartbot.update.Proposal;
import chartbot.update.Provenances;
import chartbot.update.PushResult;
import chartbot.update.RecordingProgress;
import chartbot.update.RetryLoop;
import chartbot.update.Sleeper;
import chartbot.update.Snapshot;
import chartbot.update.TagCheck;
import chartbot.update.UpdateResult;
import chartbot.update.Verification;
import chartbot.update.Verified;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The update as Main wires it, without the command line and without Helm: one object is one
 * process, with nothing kept from an earlier one. Counts what goes over the wire.
 */
final class Bot {

  /** A chart that the bot can edit: one image of another kind, no model image. */
  static final Map<String, String> CHART =
      Map.of(
          "Chart.yaml",
          "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
          "values.yaml",
          """
          global:
            registry:
              url: registry.example

          images:
            repoPath: proj-enm
            waitInitContainer:
              enabled: true
              name: wait
              tag: "1.0.0-1"

          replicas: 1
          """,
          "README",
          "nobody touches this\n");

  private final RecordingProgress progress = new RecordingProgress();
  private URI url;
  private GitCache cache = GitCache.none();
  private TestAccount account;
  private Target target;
  private Optional<String> group = Optional.empty();
  private boolean allowDowngrade;
  private boolean force;
  private boolean dryRun;
  private boolean withJob = true;
  private boolean overwriteTemplate;
  private IfMissing ifMissing = IfMissing.ADD;
  private ChartVerifier verifier = new NoVerifier();
  private Meanwhile meanwhile = () -> {};
  private Meanwhile afterwards = () -> {};
  private boolean putBackFails;

  Bot(TestGerrit gerrit, TestProject project) {
    this(gerrit, target(project.name(), TestProject.BRANCH));
  }

  Bot(TestGerrit gerrit, Target target) {
    this.url = gerrit.url();
    this.account = gerrit.bot();
    this.target = target;
  }

  /** Rules that name reviewers. */
  static ReviewRules review(List<String> reviewers, Readiness readiness) {
    return review(reviewers, readiness, Attention.NEW_CHANGE);
  }

  static ReviewRules review(List<String> reviewers, Readiness readiness, Attention attention) {
    return new ReviewRules(
        Optional.of("models"),
        List.of("chartbot", "enm"),
        reviewers,
        List.of(),
        readiness,
        Notify.OWNER,
        attention,
        false);
  }

  static Target target(String project, String branch) {
    return TestTarget.of(project, branch)
        .withReview(review(List.of(), Readiness.UNCHANGED))
        .withCommit(CommitRules.defaults().withFooters(Map.of("Issue-ID", "ENM-1")));
  }

  Bot as(TestAccount other) {
    account = other;
    return this;
  }

  /** Something that happens once, between this run's look at its change and its push. */
  Bot beforePush(Meanwhile something) {
    meanwhile = something;
    return this;
  }

  /** Something that happens once, when this run has pushed and knows nothing of it yet. */
  Bot afterPush(Meanwhile something) {
    afterwards = something;
    return this;
  }

  /** The connection breaks before the first patch set that this run puts back gets to Gerrit. */
  Bot putBackFails() {
    putBackFails = true;
    return this;
  }

  Bot ifMissing(IfMissing what) {
    ifMissing = what;
    return this;
  }

  Bot overwriteTemplate() {
    overwriteTemplate = true;
    return this;
  }

  Bot caching(Path folder) {
    cache = GitCache.in(folder);
    return this;
  }

  Bot through(URI proxy) {
    url = proxy;
    return this;
  }

  Bot review(ReviewRules rules) {
    target = target.withReview(rules);
    return this;
  }

  Bot bump(VersionBump version) {
    target =
        new Target(
            target.name(),
            target.project(),
            target.branch(),
            target.chart(),
            target.images(),
            target.jobs(),
            target.review(),
            target.commit(),
            target.verify(),
            version,
            LineRules.defaults());
    return this;
  }

  Bot commit(CommitRules rules) {
    target = target.withCommit(rules);
    return this;
  }

  Bot group(String name) {
    group = Optional.of(name);
    return this;
  }

  Bot allowDowngrade() {
    allowDowngrade = true;
    return this;
  }

  Bot force() {
    force = true;
    return this;
  }

  Bot dryRun() {
    dryRun = true;
    return this;
  }

  Bot verifiedBy(ChartVerifier other) {
    verifier = other;
    target = target.withVerify(new VerifyRules(VerifyRules.Mode.REQUIRED, List.of()));
    return this;
  }

  Bot withoutJob() {
    withJob = false;
    return this;
  }

  UpdateResult update(String... images) throws ChartbotException {
    List<Image> parsed = new ArrayList<>();
    for (String image : images) {
      parsed.add(target.images().parse(image));
    }
    return run(parsed);
  }

  UpdateResult retire(String... names) throws ChartbotException {
    return run(Stream.of(names).map(Image::gone).toList());
  }

  UpdateResult rename(String from, String to) throws ChartbotException {
    return run(request(List.of(Image.gone(from), Image.gone(to))).renaming(from, to));
  }

  /** Goes back to a tag, or without one to the tag before. */
  UpdateResult rollback(Image image, String reason) throws ChartbotException {
    return run(request(List.of(image)).holding(reason));
  }

  List<Hold> unhold(String name) throws ChartbotException {
    return call((git, review) -> new HoldRelease(review).release(target, Set.of(name)));
  }

  private UpdateResult run(List<Image> images) throws ChartbotException {
    return run(request(images));
  }

  private UpdateResult run(UpdateRequest request) throws ChartbotException {
    return call((git, review) -> chartUpdate(git, review).run(target, request));
  }

  private UpdateRequest request(List<Image> images) {
    return new UpdateRequest(
        images, group, ifMissing, withJob, overwriteTemplate, dryRun, allowDowngrade, force);
  }

  List<UpdateResult> refresh() throws ChartbotException {
    return call(
        (git, review) -> {
          ChartUpdate update = chartUpdate(git, review);
          List<UpdateResult> results = new ArrayList<>();
          for (Refresh refresh : new ChartRefresh(git, review, update).refreshes(target, false)) {
            results.add(update.run(refresh.target(), refresh.request(), refresh.seen()));
          }
          return results;
        });
  }

  /** Waits for what an update proposed; each pause lets the next of the others do something. */
  ReviewEnd await(UpdateResult result, WaitRules rules, Meanwhile... others)
      throws ChartbotException {
    Deque<Meanwhile> next = new ArrayDeque<>(List.of(others));
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    InstantSource time = now::get;
    Sleeper sleeper =
        pause -> {
          now.updateAndGet(instant -> instant.plus(pause));
          happens(next.isEmpty() ? () -> {} : next.remove());
        };
    AwaitedChange awaited = new AwaitedChange(result.target(), result.change().orElseThrow());
    return call(
        (git, review) ->
            new ReviewWait(
                    review,
                    time.withZone(ZoneOffset.UTC),
                    sleeper,
                    new SplittableRandom(1),
                    progress)
                .run(List.of(awaited), rules)
                .get(0));
  }

  private static void happens(Meanwhile something) {
    try {
      something.happens();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the person was told, in order. */
  List<String> told() {
    return progress.told();
  }

  /** Starts counting and recording again. */
  void forget() {
    progress.forget();
  }

  List<ChangeStatus> status() throws ChartbotException {
    return call((git, review) -> new ChartStatus(git, review).run(target).changes());
  }

  /** What others do meanwhile. */
  interface Meanwhile {
    void happens() throws Exception;
  }

  /** What one process does with its own connections. */
  private interface Call<T> {
    T on(GitChartRepository git, GerritReviewServer review) throws ChartbotException;
  }

  private <T> T call(Call<T> call) throws ChartbotException {
    String base = url.toString();
    Optional<String> user = Optional.of(account.user());
    Optional<String> password = Optional.of(account.password());
    Path home = Path.of(System.getProperty("java.io.tmpdir"));
    Clock clock = Clock.systemUTC();
    LoginGate gate = new LoginGate();
    try (GitChartRepository git =
            new GitChartRepository(
                new GitServer(base, user, password), gate, home, cache, clock, progress);
        GerritReviewServer review =
            new GerritReviewServer(new GerritServer(base, user, password), gate, clock, progress)) {
      return call.on(git, review);
    }
  }

  private ChartUpdate chartUpdate(GitChartRepository git, GerritReviewServer review) {
    return new ChartUpdate(
        new Interrupted(git),
        review,
        editor(),
        TagCheck.none(),
        Provenances.none(),
        verifier,
        new HandlebarsCommitMessages(),
        new GitTextDiff(),
        RetryLoop.patient(),
        progress);
  }

  private static ChartEditor editor() {
    return new ChartEditor(new HandlebarsJobTemplates());
  }

  long pushes() {
    return progress.traces().stream().filter(call -> call.startsWith("git push")).count();
  }

  /** Everything that went over the wire, and why rounds were played again. */
  List<String> calls() {
    return progress.traces();
  }

  long restCalls() {
    return progress.traces().stream().filter(Bot::isRest).count();
  }

  /** How often a round was played again. */
  long moreRounds() {
    return progress.traces().stream().filter(call -> call.startsWith("again")).count();
  }

  private static boolean isRest(String call) {
    return call.startsWith("GET ") || call.startsWith("POST ") || call.startsWith("DELETE ");
  }

  /** The real repository, with others at work before the first push. */
  private final class Interrupted implements ChartRepository {

    private final ChartRepository real;

    Interrupted(ChartRepository real) {
      this.real = real;
    }

    @Override
    public Optional<Snapshot> keptTip(Target of) throws ChartbotException {
      return real.keptTip(of);
    }

    @Override
    public Snapshot fetchTip(Target of) throws ChartbotException {
      return real.fetchTip(of);
    }

    @Override
    public Snapshot fetchParent(Target of, PatchSet patchSet) throws ChartbotException {
      return real.fetchParent(of, patchSet);
    }

    @Override
    public List<Snapshot> history(Target to, int most) throws ChartbotException {
      return real.history(to, most);
    }

    @Override
    public String tree(Target of, Snapshot commit, ChartEdit edit) throws ChartbotException {
      return real.tree(of, commit, edit);
    }

    @Override
    public boolean holds(Target of, PatchSet patchSet, String tree) throws ChartbotException {
      return real.holds(of, patchSet, tree);
    }

    @Override
    public PushResult push(Target to, Snapshot parent, ChartEdit edit, Proposal proposal)
        throws ChartbotException {
      Meanwhile before = meanwhile;
      Meanwhile after = afterwards;
      meanwhile = () -> {};
      afterwards = () -> {};
      happens(before);
      PushResult answer = real.push(to, parent, edit, proposal);
      happens(after);
      return answer;
    }

    @Override
    public PushResult pushAgain(Target to, PatchSet patchSet, Proposal proposal)
        throws ChartbotException {
      if (putBackFails) {
        putBackFails = false;
        return new PushResult.Unknown("the connection broke", "0".repeat(40));
      }
      return real.pushAgain(to, patchSet, proposal);
    }
  }

  private static final class NoVerifier implements ChartVerifier {

    @Override
    public Deployments deployments(ImageRules images, VerifyRules rules) {
      return Deployments.unknown();
    }

    @Override
    public Verification examine(ChartFiles chart, ImageRules images, VerifyRules rules) {
      return new Verification(Verified.NONE, "", "", List.of());
    }

    @Override
    public Verification verify(
        ChartFiles before, ChartEdit edit, ImageRules images, VerifyRules rules) {
      return new Verification(Verified.NONE, "", "", List.of());
    }
  }

  /** One file of {@link #CHART} with a line replaced. */
  static String chartFile(String path, String old, String replacement) {
    String text = new String(CHART.get(path).getBytes(UTF_8), UTF_8);
    if (!text.contains(old)) {
      throw new IllegalArgumentException(path + " has no " + old);
    }
    return text.replace(old, replacement);
  }
}
