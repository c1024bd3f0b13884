package chartbot.cli;

import chartbot.chart.ChartEditor;
import chartbot.chart.ChartFiles;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.git.GitTextDiff;
import chartbot.inspect.ChangeStatus;
import chartbot.inspect.Check;
import chartbot.inspect.InventoryPage;
import chartbot.inspect.InventoryRow;
import chartbot.inspect.Refresh;
import chartbot.inspect.SyncRow;
import chartbot.inspect.TargetStatus;
import chartbot.inspect.TemplateCheck;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.UpdateRequest;
import chartbot.report.ReportPage;
import chartbot.review.AwaitedChange;
import chartbot.review.ReviewEnd;
import chartbot.review.WaitRules;
import chartbot.target.Target;
import chartbot.template.HandlebarsInventoryPage;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.template.HandlebarsReportPage;
import chartbot.template.HandlebarsTemplateCheck;
import chartbot.update.ChartVerifier;
import chartbot.update.ObservedState;
import chartbot.update.OpenChanges;
import chartbot.update.Progress;
import chartbot.update.Snapshot;
import chartbot.update.TextDiff;
import chartbot.update.UpdateResult;
import chartbot.update.WritableChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Parts whose server answers what a test tells it to. */
final class FakeParts implements Parts {

  /** What the server does with one target. */
  @FunctionalInterface
  interface Answer {
    UpdateResult to(Target target, UpdateRequest request) throws ChartbotException;
  }

  /** What goes on while the run waits. */
  @FunctionalInterface
  interface Meanwhile {
    void happens() throws IOException;
  }

  /** What nobody looks at here. */
  private static final ObservedState SEEN =
      new ObservedState(
          new Snapshot() {
            @Override
            public String commit() {
              throw new AssertionError("the session looks");
            }

            @Override
            public ChartFiles chart() {
              throw new AssertionError("the session looks");
            }
          },
          new OpenChanges(Map.of(), List.of()),
          new Account(7, "bot", Optional.empty()));

  final Map<String, String> environment = new HashMap<>();
  final Map<String, Answer> answers = new HashMap<>();
  final Map<String, List<Image>> refreshes = new HashMap<>();
  final List<Target> targets = new CopyOnWriteArrayList<>();
  final List<UpdateRequest> requests = new CopyOnWriteArrayList<>();
  Optional<Connection> connection = Optional.empty();
  final Map<String, List<Check>> checks = new HashMap<>();
  final List<Function<Target, ChangeStatus>> open = new ArrayList<>();
  final List<Hold> holds = new ArrayList<>();
  final List<SyncRow> behind = new ArrayList<>();
  final List<InventoryRow> stock = new ArrayList<>();
  final List<AwaitedChange> awaited = new ArrayList<>();
  final List<WaitRules> waits = new ArrayList<>();
  Meanwhile whileWaiting = () -> {};
  ReviewEnd end = ReviewEnd.stillWaiting();
  boolean closed;
  List<String> branches = List.of();
  final List<String> branchesAsked = new ArrayList<>();
  final List<List<String>> fetched = new ArrayList<>();
  private final Path home;

  FakeParts(Path home) {
    this.home = home;
    environment.put("GERRIT_USERNAME", "bot");
    environment.put("GERRIT_PASSWORD", "hunter2-secret");
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public Path home() {
    return home;
  }

  @Override
  public Path cache() {
    return home.resolve(".cache/chartbot");
  }

  @Override
  public String command() {
    return "/opt/chartbot/bin/chartbot";
  }

  @Override
  public Clock clock() {
    return Clock.fixed(Instant.parse("2026-11-22T10:11:12.345Z"), ZoneOffset.UTC);
  }

  @Override
  public WritableChart chart(Path directory) {
    throw new AssertionError("no chart on disk here");
  }

  @Override
  public ChartEditor editor() {
    return new ChartEditor(new HandlebarsJobTemplates());
  }

  @Override
  public ChartVerifier verifier() {
    throw new AssertionError("the session verifies");
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

  @Override
  public Session session(Connection asked, Progress progress) {
    connection = Optional.of(asked);
    return new Session() {
      @Override
      public List<String> branches(String project) {
        branchesAsked.add(project);
        return branches;
      }

      @Override
      public void fetch(List<Target> targets) {
        fetched.add(targets.stream().map(Target::branch).toList());
      }

      @Override
      public UpdateResult update(Target target, UpdateRequest request) throws ChartbotException {
        targets.add(target);
        requests.add(request);
        progress.trace("asking as bot:hunter2-secret");
        Answer answer = answers.get(target.name());
        if (answer == null) {
          throw new IllegalStateException("a bug with hunter2-secret in it");
        }
        return answer.to(target, request);
      }

      @Override
      public List<Refresh> refreshes(Target target, boolean dryRun) {
        return refreshes.getOrDefault(target.name(), List.of()).stream()
            .map(image -> new Refresh(target, request(image, dryRun), SEEN))
            .toList();
      }

      @Override
      public UpdateResult refresh(Refresh refresh) throws ChartbotException {
        return update(refresh.target(), refresh.request());
      }

      @Override
      public List<ReviewEnd> await(List<AwaitedChange> changes, WaitRules rules) {
        awaited.addAll(changes);
        waits.add(rules);
        try {
          whileWaiting.happens();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return changes.stream().map(change -> end).toList();
      }

      @Override
      public List<Check> examineServer() {
        return List.of(Check.ok("server", "Gerrit 3.10.2"), Check.ok("credentials", "account bot"));
      }

      @Override
      public List<Check> examine(Target target) {
        return checks.getOrDefault(target.name(), List.of());
      }

      @Override
      public TargetStatus status(Target target) {
        return new TargetStatus(open.stream().map(o -> o.apply(target)).toList(), holds);
      }

      @Override
      public List<Hold> unhold(Target target, Set<String> images) {
        targets.add(target);
        return holds.stream().filter(hold -> images.contains(hold.image())).toList();
      }

      @Override
      public List<SyncRow> sync(Target target, List<String> names) {
        return behind;
      }

      @Override
      public List<InventoryRow> inventory(Target target) {
        return stock;
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  private static UpdateRequest request(Image image, boolean dryRun) {
    return new UpdateRequest(
        List.of(image), Optional.empty(), IfMissing.ADD, true, false, dryRun, false, false);
  }

  @Override
  public RunningSandbox sandbox(Progress progress) {
    throw new AssertionError("no sandbox here");
  }
}
