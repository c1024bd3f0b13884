package chartbot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ChartEditor;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ReviewState.Status;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.simulation.Scheduler.Actor;
import chartbot.simulation.Scheduler.Killed;
import chartbot.simulation.SimulatedGerrit.Change;
import chartbot.target.Target;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.update.ChartUpdate;
import chartbot.update.Outcome;
import chartbot.update.Progress;
import chartbot.update.Provenances;
import chartbot.update.RetryLoop;
import chartbot.update.TagCheck;
import chartbot.update.UpdateResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Thousands of histories of racing runs, people and faults on a model of Gerrit. Whatever happens,
 * every tag that was asked for ends merged, proposed, superseded, or held by somebody.
 */
class SimulationTest {

  private static final int HISTORIES = Integer.getInteger("chartbot.histories", 20_000);
  private static final Target TARGET = TestTarget.of("charts", "master");
  private static final List<String> IMAGES = List.of("a", "b");
  private static final Account BOT = SimulatedPorts.BOT;
  private static final int FREE_PUSHES = 3;

  /** One history. */
  private static final class History {
    final Choices choices;
    final boolean people;
    final boolean faults;
    final Scheduler scheduler;
    final SimulatedGerrit gerrit;
    final List<UpdateRequest> requests = new ArrayList<>();
    final Map<Integer, String> persons = new HashMap<>();
    int deeds;

    History(Choices choices, boolean people, boolean faults) {
      this.choices = choices;
      this.people = people;
      this.faults = faults;
      this.scheduler = new Scheduler(choices);
      this.gerrit =
          new SimulatedGerrit(Map.of("values.yaml", values("1", "1")), () -> scheduler.now);
    }

    static String values(String a, String b) {
      return "images:\n  a:\n    name: a\n    tag: 1.0.0-%s\n  b:\n    name: b\n    tag: 1.0.0-%s\n"
          .formatted(a, b);
    }

    void play() throws Throwable {
      gerrit.mostPatchSets = choices.oneIn(8) ? 2 : 1000;
      gerrit.lag = choices.next(3) * 400L;
      int bots = 2 + choices.next(2);
      for (int i = 0; i < bots; i++) {
        UpdateRequest request = request();
        requests.add(request);
        gerrit.trace.add("bot " + i + " asks for " + request.text());
        Actor[] self = new Actor[1];
        self[0] = scheduler.add("bot " + i, () -> untilItSucceeds(self, request));
      }
      if (people) {
        Actor[] self = new Actor[1];
        self[0] =
            scheduler.add(
                "people",
                () -> {
                  for (int i = 0; i < 3; i++) {
                    deed();
                    self[0].pause();
                  }
                });
      }
      scheduler.run(3_000);
      check(false);
      if (people) {
        gerrit.lag = 0;
        for (UpdateRequest request : requests) {
          scheduler.add("afterwards", () -> afterwards(request));
          scheduler.run(3_000);
        }
        check(true);
      }
    }

    private UpdateRequest request() {
      List<Image> images = new ArrayList<>();
      int which = 1 + choices.next(3);
      for (int i = 0; i < IMAGES.size(); i++) {
        if ((which >> i & 1) == 1) {
          images.add(new Image(IMAGES.get(i), "1.0.0-" + (2 + choices.next(3))));
        }
      }
      return new UpdateRequest(
          images, Optional.empty(), IfMissing.ADD, true, false, false, false, false);
    }

    /** As a job that is started again where it was killed, or Gerrit away for too long. */
    private void untilItSucceeds(Actor[] self, UpdateRequest request) throws Exception {
      for (int i = 0; ; i++) {
        try {
          run(() -> self[0], request, faults && i < 2 ? 12 : 0);
          return;
        } catch (Killed again) {
          gerrit.trace.add(self[0].name + " was killed");
        } catch (EnvironmentException e) {
          gerrit.trace.add(self[0].name + " ended: " + e.getMessage());
          if (!e.retryable() || i > 3) {
            throw e;
          }
        }
      }
    }

    private UpdateResult run(
        java.util.function.Supplier<Actor> self, UpdateRequest request, int faultsOneIn)
        throws Exception {
      SimulatedPorts ports = new SimulatedPorts(gerrit, choices, self, faultsOneIn);
      int before = gerrit.pushes;
      UpdateResult result = update(ports, time -> self.get().sleep(time)).run(TARGET, request);
      gerrit.trace.add(self.get().name + " ended " + result.outcome() + " " + result.notes());
      assertThat(gerrit.pushes - before).as("pushes while one run went on").isLessThan(60);
      return result;
    }

    private void afterwards(UpdateRequest request) throws Exception {
      Actor now = scheduler.running().get(0);
      UpdateResult result = run(() -> now, request, 0);
      if (result.outcome() == Outcome.LEFT_ALONE) {
        assertThat(gerrit.open().stream().anyMatch(History::isHeld)).as("held").isTrue();
      }
    }

    private ChartUpdate update(SimulatedPorts ports, chartbot.update.Sleeper sleeper) {
      return new ChartUpdate(
          ports,
          ports,
          new ChartEditor(new HandlebarsJobTemplates()),
          TagCheck.none(),
          Provenances.none(),
          new TrustingVerifier(),
          new PlainMessages(),
          (folder, edits) -> "",
          RetryLoop.patient(sleeper, new SplittableRandom(1)),
          Progress.silent());
    }

    /** One thing that a person does, or that kills a process. */
    private void deed() {
      List<Change> all = List.copyOf(gerrit.changes.values());
      int what = choices.next(9);
      if (what == 0) {
        gerrit.onBranch("README", "r" + ++deeds + "\n");
        gerrit.trace.add("a person changes the branch");
      } else if (what == 1) {
        Actor first = scheduler.running().get(0);
        if (first.name.startsWith("bot")) {
          first.kill();
          gerrit.trace.add(first.name + " is killed");
        }
      } else if (!all.isEmpty()) {
        Change change = all.get(choices.next(all.size()));
        boolean open = change.status == Status.OPEN;
        gerrit.trace.add("person: " + what + " on " + change.number + " open=" + open);
        switch (what) {
          case 2 -> change.vetoed = open || change.vetoed;
          case 3 -> change.vetoed = false;
          case 4 -> {
            if (open) {
              persons.put(change.number, "p" + ++deeds + "\n");
              gerrit.amend(change, "p" + deeds + "\n");
            }
          }
          case 5 -> {
            if (open) {
              gerrit.rebase(change);
            }
          }
          case 6 -> {
            if (open) {
              gerrit.close(change, Status.ABANDONED);
            }
          }
          case 7 -> {
            if (change.status == Status.ABANDONED) {
              gerrit.reopen(change);
            }
          }
          default -> {
            if (open) {
              gerrit.merge(change);
            }
          }
        }
        gerrit.indexed();
      }
    }

    private static boolean isHeld(Change change) {
      OpenChange open = change.open();
      return change.vetoed || open.heldByOtherThan(BOT);
    }

    private void check(boolean afterwards) {
      if (people && !afterwards) {
        return;
      }
      Map<String, Integer> groups = new HashMap<>();
      for (Change change : gerrit.open()) {
        if (!isHeld(change)) {
          groups.merge(String.join(",", change.open().images().keySet()), 1, Integer::sum);
        }
        String theirs = persons.get(change.number);
        if (theirs != null) {
          PatchSet current = change.current();
          assertThat(gerrit.commit(current.revision()).files())
              .as("the content of a person in change %s", change.number)
              .containsEntry("README", theirs);
        }
      }
      assertThat(groups.values()).as("open changes of one group: %s", groups).allMatch(n -> n == 1);
      for (UpdateRequest request : requests) {
        for (Image image : request.images()) {
          boolean held = gerrit.open().stream().anyMatch(History::isHeld);
          assertThat(held || isThere(image)).as("%s is proposed or merged", image).isTrue();
        }
      }
      if (!people && !faults) {
        assertThat(gerrit.pushes)
            .as("pushes")
            .isLessThanOrEqualTo(requests.size() * 4 + FREE_PUSHES);
      }
    }

    private boolean isThere(Image image) {
      String line = gerrit.tip().files().get("values.yaml");
      List<String> lines = line.lines().toList();
      String tag = lines.get(image.name().equals("a") ? 3 : 6).strip().substring("tag: ".length());
      return tag.compareTo(image.tag()) >= 0
          || gerrit.open().stream()
              .map(change -> change.open().images().getOrDefault(image.name(), ""))
              .anyMatch(proposed -> proposed.compareTo(image.tag()) >= 0);
    }
  }

  @Test
  void racingRunsAgree() {
    play(HISTORIES / 2, false, false);
  }

  @Test
  void faultsAndLostAnswersAreOutlived() {
    play(HISTORIES / 4, false, true);
  }

  @Test
  void peopleKeepWhatIsTheirsAndNothingIsLost() {
    play(HISTORIES / 4, true, true);
  }

  private static void play(int histories, boolean people, boolean faults) {
    long first = Long.getLong("chartbot.seed", 0);
    for (long seed = first; seed < first + histories; seed++) {
      History history = new History(Choices.seeded(seed), people, faults);
      Optional<Throwable> error = failure(history);
      if (error.isPresent()) {
        int[] shrunk =
            Choices.shrunk(
                history.choices.taken(),
                taken -> failure(new History(Choices.of(taken), people, faults)).isPresent());
        History simplest = new History(Choices.of(shrunk), people, faults);
        StringWriter text = new StringWriter();
        failure(simplest).ifPresent(e -> e.printStackTrace(new PrintWriter(text)));
        throw new AssertionError(
            "seed " + seed + ":\n" + String.join("\n", simplest.gerrit.trace) + "\n" + text,
            error.get());
      }
    }
  }

  private static Optional<Throwable> failure(History history) {
    try {
      history.play();
      return Optional.empty();
    } catch (Throwable e) {
      return Optional.of(e);
    }
  }
}
