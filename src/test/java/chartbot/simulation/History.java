package chartbot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ChartEditor;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Coverage;
import chartbot.lifecycle.Group;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.ReviewState.Status;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.simulation.Scheduler.Actor;
import chartbot.simulation.Scheduler.Killed;
import chartbot.simulation.SimulatedGerrit.Change;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Approved;
import chartbot.target.Target;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.update.ChartRepository;
import chartbot.update.ChartUpdate;
import chartbot.update.Outcome;
import chartbot.update.Progress;
import chartbot.update.Provenances;
import chartbot.update.RetryLoop;
import chartbot.update.ReviewServer;
import chartbot.update.Sleeper;
import chartbot.update.TagCheck;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** One history: runs of the production loop on a model of Gerrit, and what must hold at rest. */
final class History {

  private static final List<String> IMAGES = List.of("a", "b");
  private static final int FREE_PUSHES = 3;
  private static final int MOST_STEPS = 3_000;

  /** A bot's order, and how the last run of it ended. */
  private static final class Order {
    final UpdateRequest request;
    final Account account;
    Optional<Outcome> outcome = Optional.empty();

    Order(UpdateRequest request, Account account) {
      this.request = request;
      this.account = account;
    }
  }

  final Choices choices;
  final SimulatedGerrit gerrit;
  private final boolean withPeople;
  private final boolean faults;
  private final Scheduler scheduler;
  private final People people;
  private final List<Order> orders = new ArrayList<>();
  private Target target = TestTarget.of("charts", SimulatedGerrit.BRANCH);
  private boolean restarted;

  History(Choices choices, boolean withPeople, boolean faults) {
    this.choices = choices;
    this.withPeople = withPeople;
    this.faults = faults;
    this.scheduler = new Scheduler(choices);
    this.gerrit = new SimulatedGerrit(Map.of("values.yaml", values()), () -> scheduler.now);
    this.people = new People(gerrit, choices);
  }

  static String values() {
    return """
    images:
      a:
        name: a
        tag: 1.0.0-1
      b:
        name: b
        tag: 1.0.0-1
    """;
  }

  void play() throws Throwable {
    gerrit.mostPatchSets = choices.oneIn(8) ? 2 : 1000;
    gerrit.lag = choices.next(3) * 400L;
    if (withPeople && choices.oneIn(3)) {
      target = target.withReview(ReviewRules.defaults().withApproved(Approved.KEEP));
    }
    boolean twoAccounts = withPeople && choices.oneIn(4);
    int bots = 2 + choices.next(2);
    for (int i = 0; i < bots; i++) {
      int account = twoAccounts && i == 0 ? SimulatedGerrit.OTHER_BOT : SimulatedGerrit.BOT;
      Order order = new Order(request(), SimulatedPorts.account(account));
      orders.add(order);
      gerrit.trace.add("bot " + i + " asks for " + order.request.text());
      scheduler.add("bot " + i, self -> untilItSucceeds(self, order));
    }
    if (withPeople) {
      scheduler.add("people", this::meddle);
    }
    scheduler.run(MOST_STEPS);
    if (withPeople) {
      // Whatever people did, the next runs put right what is theirs to put right.
      gerrit.lag = 0;
      for (Order order : orders) {
        scheduler.add("afterwards", self -> run(self, order, 0));
        scheduler.run(MOST_STEPS);
      }
    }
    check();
  }

  private UpdateRequest request() {
    List<Image> images = new ArrayList<>();
    int which = 1 + choices.next(3);
    for (int i = 0; i < IMAGES.size(); i++) {
      if ((which >> i & 1) == 1) {
        images.add(new Image(IMAGES.get(i), "1.0.0-" + (2 + choices.next(3))));
      }
    }
    Optional<String> group = choices.oneIn(5) ? Optional.of("night") : Optional.empty();
    return new UpdateRequest(images, group, IfMissing.ADD, true, false, false, false, false);
  }

  private void meddle(Actor self) {
    for (int i = 0; i < 4; i++) {
      Actor first = scheduler.running().get(0);
      if (choices.oneIn(8) && first.name().startsWith("bot")) {
        first.kill();
        gerrit.trace.add(first.name() + " is killed");
      } else {
        people.act();
      }
      self.pause();
    }
  }

  /** As a job that is started again where it was killed, or Gerrit away for too long. */
  private void untilItSucceeds(Actor self, Order order) throws Exception {
    for (int i = 0; ; i++) {
      try {
        run(self, order, faults && i < 2 ? 12 : 0);
        return;
      } catch (Killed again) {
        gerrit.trace.add(self.name() + " was killed");
      } catch (EnvironmentException e) {
        gerrit.trace.add(self.name() + " ended: " + e.getMessage());
        if (!e.retryable() || i > 3) {
          throw e;
        }
      }
      restarted = true;
    }
  }

  private void run(Actor self, Order order, int faultsOneIn) throws Exception {
    SimulatedPorts ports = new SimulatedPorts(gerrit, choices, self, order.account, faultsOneIn);
    int before = gerrit.pushes;
    UpdateResult result = update(ports, ports, retries(self::sleep)).run(target, order.request);
    order.outcome = Optional.of(result.outcome());
    gerrit.trace.add(self.name() + " ended " + result.outcome() + " " + result.notes());
    assertThat(gerrit.pushes - before).as("pushes while one run went on").isLessThan(60);
  }

  /** The pauses of the program, in virtual time. */
  static RetryLoop retries(Sleeper sleeper) {
    return RetryLoop.patient(sleeper, new SplittableRandom(1));
  }

  static ChartUpdate update(ChartRepository repository, ReviewServer review, RetryLoop retries) {
    return new ChartUpdate(
        repository,
        review,
        new ChartEditor(new HandlebarsJobTemplates()),
        TagCheck.none(),
        Provenances.none(),
        new TrustingVerifier(),
        new PlainMessages(),
        (folder, edits) -> "",
        retries,
        Progress.silent());
  }

  private void check() {
    Map<String, List<OpenChange>> free = new LinkedHashMap<>();
    for (Order order : orders) {
      free.computeIfAbsent(order.account.username(), name -> freeChanges(order.account));
    }
    free.values().forEach(History::checkNoneIsSuperfluous);
    checkPeoplesContent();
    orders.forEach(this::checkNothingIsLost);
    if (!restarted) {
      checkThatPeopleAboveAreTold();
    }
    if (!withPeople && !faults) {
      assertThat(gerrit.pushes).as("pushes").isLessThanOrEqualTo(orders.size() * 4 + FREE_PUSHES);
    }
  }

  /** The open changes of an account that nobody holds. */
  private List<OpenChange> freeChanges(Account account) {
    return gerrit.open().stream()
        .filter(change -> change.isTheBots() && change.owner == account.id())
        .map(Change::open)
        .filter(change -> !isHeld(change, account) && !change.isApproved())
        .toList();
  }

  /** Whether people keep an account's hands off it. */
  static boolean isHeld(OpenChange change, Account account) {
    return change.vetoed()
        || change.hashtags().contains(OpenChange.IGNORE)
        || change.heldByOtherThan(account);
  }

  private static void checkNoneIsSuperfluous(List<OpenChange> free) {
    Map<String, Integer> groups = new HashMap<>();
    Account bot = SimulatedPorts.account(free.isEmpty() ? 0 : free.get(0).owner());
    free.forEach(change -> groups.merge(change.group(bot).name(), 1, Integer::sum));
    assertThat(groups.values()).as("open changes of one group: %s", groups).allMatch(n -> n == 1);
    for (OpenChange change : free) {
      assertThat(free)
          .as("no change makes %s superfluous", change.number())
          .noneMatch(other -> Coverage.of(change, bot).yieldsTo(Coverage.of(other, bot)));
    }
  }

  private void checkPeoplesContent() {
    people.uploaded.forEach(
        (number, text) -> {
          Change change = gerrit.changes.get(number);
          if (change != null && change.isOpen()) {
            assertThat(gerrit.commit(change.current().revision()).files())
                .as("the content of a person in change %s", number)
                .containsEntry("README", text);
          }
        });
  }

  /** Merged, proposed, superseded by something newer, or visibly held. */
  private void checkNothingIsLost(Order order) {
    boolean saysSo =
        order
            .outcome
            .filter(o -> o == Outcome.LEFT_ALONE || o == Outcome.WAITING_FOR_MERGE)
            .isPresent();
    for (Image image : order.request.images()) {
      boolean held =
          gerrit.open().stream()
              .map(Change::open)
              .filter(change -> isAbout(change, image) || isOfTheGroup(change, order))
              .anyMatch(change -> isHeld(change, order.account) || change.isApproved());
      assertThat(isThere(image) || (saysSo && held))
          .as("%s is merged or proposed, or somebody holds it: %s", image, order.outcome)
          .isTrue();
    }
  }

  private static boolean isOfTheGroup(OpenChange change, Order order) {
    return change.group(order.account).name().equals(Group.of(order.request).name());
  }

  private static boolean isAbout(OpenChange change, Image image) {
    return change.waiting().containsKey(image.name())
        || change.patchSets().stream()
            .anyMatch(patchSet -> patchSet.footers().images().containsKey(image.name()));
  }

  private void checkThatPeopleAboveAreTold() {
    for (Change change : gerrit.changes.values()) {
      if (change.status == Status.ABANDONED && !change.abandonedByPerson) {
        assertThat(gerrit.standingOn(change.number))
            .as("whoever builds on change %s, which the bot abandoned", change.number)
            .allMatch(above -> !above.notices.isEmpty());
      }
    }
  }

  private boolean isThere(Image image) {
    List<String> lines = gerrit.tip().files().get("values.yaml").lines().toList();
    String tag = lines.get(image.name().equals("a") ? 3 : 6).strip().substring("tag: ".length());
    return tag.compareTo(image.tag()) >= 0
        || gerrit.open().stream()
            .map(change -> change.open().images().getOrDefault(image.name(), ""))
            .anyMatch(proposed -> proposed.compareTo(image.tag()) >= 0);
  }
}
