package chartbot.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ChartEdit;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.FileEdit;
import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.it.TestChange;
import chartbot.it.TestGerrit;
import chartbot.it.TestProject;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.sandbox.GerritRest;
import chartbot.simulation.People.Deed;
import chartbot.simulation.SimulatedGerrit.Change;
import chartbot.target.Identity;
import chartbot.target.Target;
import chartbot.update.ChartRepository;
import chartbot.update.Proposal;
import chartbot.update.RetryLoop;
import chartbot.update.ReviewServer;
import chartbot.update.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One history on the model and on the real Gerrit, step by step. */
final class Twins {

  private static final List<Deed> ON_ANY_CHANGE = List.of(Deed.ABANDON, Deed.RESTORE);

  private final Choices choices;
  private final SimulatedGerrit model;
  private final People people;
  private final TestGerrit gerrit;
  private final TestProject project;
  private final GerritRest admin;
  private final Side onModel;
  private final Side onGerrit;
  private int pushes;

  /** The bot's ports, to the one or to the other. */
  record Side(ChartRepository git, ReviewServer review, Target target, RetryLoop retries) {}

  Twins(Choices choices, TestGerrit gerrit, TestProject project, Side onGerrit) {
    this.choices = choices;
    this.gerrit = gerrit;
    this.project = project;
    this.admin = gerrit.rest(gerrit.admin());
    this.onGerrit = onGerrit;
    this.model = new SimulatedGerrit(Map.of("values.yaml", History.values()), () -> 0);
    this.people = new People(model, choices);
    SimulatedPorts ports =
        new SimulatedPorts(
            model, choices, new Alone(), SimulatedPorts.account(SimulatedGerrit.BOT), 0);
    this.onModel =
        new Side(
            ports,
            ports,
            TestTarget.of("charts", SimulatedGerrit.BRANCH),
            History.retries(time -> {}));
  }

  /** What was done, for a failing history. */
  String trace() {
    return String.join("\n", model.trace);
  }

  void play() throws Exception {
    int steps = 3 + choices.next(5);
    for (int i = 0; i < steps; i++) {
      step();
    }
    assertThat(gerritAsText()).as(trace()).isEqualTo(modelAsText());
  }

  private void step() throws Exception {
    int what = choices.next(4);
    if (what == 0 || model.changes.isEmpty()) {
      update();
    } else if (what == 1) {
      push();
    } else if (choices.oneIn(8)) {
      String text = "moved on " + ++pushes + "\n";
      model.trace.add("the branch moves");
      model.onBranch("README", text);
      project.mergeElsewhere("README", text);
    } else {
      List<Change> all = List.copyOf(model.changes.values());
      Change change = all.get(choices.next(all.size()));
      List<Deed> deeds = List.of(Deed.values());
      Deed deed = deeds.get(choices.next(deeds.size()));
      if (change.isTheBots() || ON_ANY_CHANGE.contains(deed)) {
        act(deed, change);
      }
    }
  }

  private void update() throws ChartbotException {
    List<Image> images = new ArrayList<>();
    images.add(new Image("a", "1.0.0-" + (2 + choices.next(3))));
    if (choices.oneIn(3)) {
      images.add(new Image("b", "1.0.0-" + (2 + choices.next(3))));
    }
    UpdateRequest request =
        new UpdateRequest(
            images, Optional.empty(), IfMissing.ADD, true, false, false, false, false);
    model.trace.add("the bot updates to " + request.text());
    String there = outcome(onGerrit, request);
    assertThat(there).as(trace()).isEqualTo(outcome(onModel, request));
  }

  private static String outcome(Side side, UpdateRequest request) throws ChartbotException {
    return History.update(side.git(), side.review(), side.retries())
        .run(side.target(), request)
        .outcome()
        .text();
  }

  /** A commit with one of two Change-Ids, as a run that saw nothing of it all would push. */
  private void push() throws ChartbotException {
    String tag = "1.0.0-" + (5 + choices.next(3));
    String text =
        "Push %d\n\nModel-Image: a:%s\nChange-Id: I%040d\n"
            .formatted(++pushes, tag, 1 + choices.next(2));
    model.trace.add("the bot pushes " + text.replace("\n", " "));
    String there = push(onGerrit, tag, text);
    assertThat(there).as(trace()).isEqualTo(push(onModel, tag, text));
  }

  private static String push(Side side, String tag, String message) throws ChartbotException {
    Identity identity = side.review().self().committer();
    Snapshot tip = side.git().fetchTip(side.target());
    byte[] before = tip.chart().read("values.yaml").orElseThrow();
    String after =
        new String(before, UTF_8)
            .replaceFirst("name: a\n    tag: \\S+", "name: a\n    tag: " + tag);
    ChartEdit edit =
        new ChartEdit(
            List.of(new FileEdit("values.yaml", Optional.of(before), after.getBytes(UTF_8))),
            List.of(),
            List.of());
    Proposal proposal = new Proposal(message, identity, List.of("hashtag=chartbot"));
    return side.git().push(side.target(), tip, edit, proposal).getClass().getSimpleName();
  }

  private void act(Deed deed, Change change) throws EnvironmentException {
    if (deed == Deed.SUBMIT) {
      if (change.vetoed || !change.isOpen()) {
        return;
      }
      people.act(Deed.APPROVE, change);
      onGerrit(Deed.APPROVE, change);
    }
    // A change edit has to change something, and Gerrit refuses what is so already.
    boolean there = onGerrit(deed, change);
    boolean here = people.act(deed, change);
    assertThat(there).as("%s on %s\n%s", deed, change.number, trace()).isEqualTo(here);
  }

  /** What a person does to the real change; false where Gerrit refuses. */
  private boolean onGerrit(Deed deed, Change change) throws EnvironmentException {
    TestChange real = project.changes().get(change.number - 1);
    String path = project.path(real.number());
    switch (deed) {
      case UPLOAD -> {
        if (!real.isOpen()) {
          return false;
        }
        project.amend(gerrit.human(), real, "README", "p" + people.next() + "\n");
        return true;
      }
      case STACK -> {
        return real.isOpen() && taken(() -> stack(real));
      }
      case REWORD -> {
        String text = "Reworded " + people.next() + " " + real.message();
        return taken(() -> admin.put(path + "/message", Map.of("message", text)));
      }
      case APPROVE -> {
        return votes(real, 2);
      }
      case VETO -> {
        return votes(real, -2);
      }
      case TAKE_VOTES_BACK -> {
        return votes(real, 0);
      }
      case HOLD -> {
        return real.isOpen()
            && taken(
                () -> admin.post(path + "/hashtags", Map.of("add", List.of(OpenChange.IGNORE))));
      }
      case END_HOLD -> {
        return real.isOpen()
            && taken(
                () -> admin.post(path + "/hashtags", Map.of("remove", List.of(OpenChange.IGNORE))));
      }
      case MOVE -> {
        return taken(() -> admin.post(path + "/move", Map.of("destination_branch", "elsewhere")));
      }
      case WORK_IN_PROGRESS -> {
        return real.isOpen()
            && (real.isWorkInProgress() || taken(() -> admin.post(path + "/wip", Map.of())));
      }
      case READY -> {
        return real.isOpen()
            && (!real.isWorkInProgress() || taken(() -> admin.post(path + "/ready", Map.of())));
      }
      default -> {
        return taken(
            () ->
                admin.post(path + "/" + deed.name().toLowerCase(java.util.Locale.ROOT), Map.of()));
      }
    }
  }

  private boolean votes(TestChange real, int value) {
    return real.isOpen() && taken(() -> project.vote(gerrit.admin(), real, value));
  }

  private void stack(TestChange below) throws EnvironmentException {
    gerrit
        .rest(gerrit.human())
        .post(
            "/changes/",
            Map.of(
                "project",
                project.name(),
                "branch",
                TestProject.BRANCH,
                "subject",
                "Stacked",
                "base_change",
                Long.toString(below.number())));
  }

  /** Something that Gerrit may refuse. */
  private interface Asked {
    void ask() throws EnvironmentException;
  }

  private static boolean taken(Asked asked) {
    try {
      asked.ask();
      return true;
    } catch (EnvironmentException refused) {
      return false;
    }
  }

  private String modelAsText() throws EnvironmentException {
    StringBuilder text = new StringBuilder();
    List<OpenChange> open = onModel.review().changes(onModel.target()).open();
    for (Change change : model.changes.values()) {
      text.append(change.number).append(' ').append(change.status).append(' ');
      text.append(change.branch).append(' ').append(change.patchSets.size());
      if (change.isTheBots()) {
        Map<String, String> files = model.commit(change.current().revision()).files();
        text.append(' ').append(tags(files.get("values.yaml")));
      }
      text.append(openAsText(onModel, open, change.number)).append('\n');
    }
    return text + tags(model.tip().files().get("values.yaml"));
  }

  private String gerritAsText() throws EnvironmentException {
    StringBuilder text = new StringBuilder();
    List<OpenChange> open = onGerrit.review().changes(onGerrit.target()).open();
    int ordinal = 0;
    for (TestChange change : project.changes()) {
      text.append(++ordinal).append(' ').append(change.isOpen() ? "OPEN" : change.status());
      text.append(' ').append(change.json().get("branch").getAsString());
      text.append(' ').append(change.patchSet());
      if (change.hashtags().contains("chartbot")) {
        text.append(' ').append(tags(project.file(change, "values.yaml")));
      }
      text.append(openAsText(onGerrit, open, change.number())).append('\n');
    }
    return text + tags(project.fileAtTip("values.yaml"));
  }

  /** As the bot sees it. */
  private static String openAsText(Side side, List<OpenChange> open, long number)
      throws EnvironmentException {
    Optional<OpenChange> found =
        open.stream().filter(change -> change.number() == number).findFirst();
    if (found.isEmpty()) {
      return "";
    }
    OpenChange change = found.get();
    int bot = side.review().self().id();
    StringBuilder text = new StringBuilder(" open:");
    change
        .patchSets()
        .forEach(
            patchSet ->
                text.append(patchSet.contentBy() == bot ? " bot" : " person")
                    .append(patchSet.footers().images()));
    text.append(change.vetoed() ? " vetoed" : "")
        .append(change.submittable() ? " submittable" : "");
    text.append(change.workInProgress() ? " wip" : "");
    text.append(change.hashtags().contains(OpenChange.IGNORE) ? " held" : "");
    text.append(side.review().mergeable(side.target(), change) ? " merges" : " conflicts");
    return text + " below " + side.review().standingOn(side.target(), change).size();
  }

  private static String tags(String values) {
    return values
        .lines()
        .filter(line -> line.contains("tag:"))
        .map(String::strip)
        .toList()
        .toString();
  }

  /** Nobody else is there. */
  private static final class Alone implements SimulatedPorts.Caller {
    @Override
    public String name() {
      return "bot";
    }

    @Override
    public void pause() {}
  }
}
