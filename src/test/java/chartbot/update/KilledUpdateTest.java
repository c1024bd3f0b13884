package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.lifecycle.Given;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Runs that die at each of their calls to Git and Gerrit, once before the server has heard of it
 * and once before its answer arrives; the next run ends where an undisturbed one does.
 */
class KilledUpdateTest {

  private static final String MODEL = "eric-enm-models-custom-service";
  private static final Map<String, String> CHART =
      Map.of(
          "Chart.yaml",
          "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
          "values.yaml",
          """
          images:
            init:
              name: init
              tag: 1.0.0-1
            core:
              name: core
              tag: 1.0.0-1
          """);

  /** What there is before the run. */
  private interface Before {
    void happens(FakeGerrit gerrit) throws ChartbotException;
  }

  private record Scenario(String name, Before before, List<String> images) {
    Scenario(String name, Before before, String... images) {
      this(name, before, List.of(images));
    }
  }

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("a bump", gerrit -> {}, "init:1.0.0-2"),
          new Scenario("an addition", gerrit -> {}, MODEL + ":1.0.0-2"),
          new Scenario("a pair", gerrit -> {}, "init:1.0.0-2", "core:1.0.0-2"),
          new Scenario("a new patch set", gerrit -> update(gerrit, "init:1.0.0-2"), "init:1.0.0-3"),
          new Scenario(
              "a new patch set of an addition",
              gerrit -> update(gerrit, MODEL + ":1.0.0-2"),
              MODEL + ":1.0.0-3"),
          new Scenario(
              "a pair that takes in two changes",
              gerrit -> {
                update(gerrit, "init:1.0.0-2");
                update(gerrit, "core:1.0.0-2");
              },
              "init:1.0.0-3",
              "core:1.0.0-3"),
          new Scenario(
              "a change that conflicts",
              gerrit -> {
                update(gerrit, "init:1.0.0-2");
                gerrit.onBranch(
                    "values.yaml", "# moved\nimages:\n  init:\n    name: init\n    tag: 1.0.0-1\n");
                gerrit.conflicts(1);
              },
              "init:1.0.0-3"),
          new Scenario(
              "a tag that the branch has by now",
              gerrit -> {
                update(gerrit, "init:1.0.0-2");
                gerrit.onBranch(
                    "values.yaml", "images:\n  init:\n    name: init\n    tag: 1.0.0-2\n");
              },
              "init:1.0.0-2"));

  private final TestReporter reporter;

  KilledUpdateTest(TestReporter reporter) {
    this.reporter = reporter;
  }

  @Test
  void whateverAKilledRunLeavesTheNextRunEndsWhereAnUndisturbedOneDoes() throws Exception {
    int kills = 0;
    int leftOpen = 0;
    for (Scenario scenario : SCENARIOS) {
      FakeGerrit undisturbed = gerrit(scenario);
      Killer counter = new Killer(undisturbed, Integer.MAX_VALUE, false);
      counter.run(scenario.images());
      assertThat(counter.calls.get()).as(scenario.name()).isGreaterThan(2);
      for (int at = 1; at <= counter.calls.get(); at++) {
        for (boolean heard : List.of(false, true)) {
          String which = scenario.name() + ", call " + at + (heard ? ", heard" : ", not heard");
          FakeGerrit gerrit = gerrit(scenario);
          Killer killer = new Killer(gerrit, at, heard);
          assertThatThrownBy(() -> killer.run(scenario.images()))
              .as(which)
              .isInstanceOf(Killed.class);
          kills++;
          leftOpen += gerrit.open().size();

          update(gerrit, scenario.images());

          assertThat(state(gerrit)).as(which).isEqualTo(state(undisturbed));
          assertThat(gerrit.open()).as(which).hasSizeLessThanOrEqualTo(1);
        }
      }
    }
    assertThat(kills).isGreaterThanOrEqualTo(100);
    reporter.publishEntry(
        "kills of update", kills + ", which left " + leftOpen + " open changes to the next run");
  }

  private static FakeGerrit gerrit(Scenario scenario) throws ChartbotException {
    FakeGerrit gerrit = new FakeGerrit(CHART);
    scenario.before().happens(gerrit);
    return gerrit;
  }

  /** What is open: the images of each change, and what its files say. */
  private static List<String> state(FakeGerrit gerrit) {
    return gerrit.open().stream()
        .map(
            change ->
                change.images()
                    + gerrit.file(change.number(), "values.yaml")
                    + gerrit.file(change.number(), "templates/" + MODEL + ".yaml"))
        .sorted()
        .toList();
  }

  private static void update(FakeGerrit gerrit, String image) throws ChartbotException {
    update(gerrit, List.of(image));
  }

  private static void update(FakeGerrit gerrit, List<String> images) throws ChartbotException {
    run(gerrit, gerrit, images);
  }

  private static void run(ChartRepository repository, ReviewServer server, List<String> images)
      throws ChartbotException {
    List<Image> parsed =
        Given.tags(images.toArray(String[]::new)).entrySet().stream()
            .map(image -> new Image(image.getKey(), image.getValue()))
            .toList();
    TestUpdates.rendering(repository, server)
        .run(
            TestTarget.of("charts", "master"),
            new UpdateRequest(
                parsed, Optional.empty(), IfMissing.ADD, true, false, false, false, false));
  }

  /** The end of a process; nothing that it does afterwards reaches a server. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Both servers, as a process sees them that dies at one call. */
  private static final class Killer {
    final AtomicInteger calls = new AtomicInteger();
    private final FakeGerrit gerrit;
    private final int at;
    private final boolean heard;

    Killer(FakeGerrit gerrit, int at, boolean heard) {
      this.gerrit = gerrit;
      this.at = at;
      this.heard = heard;
    }

    void run(List<String> images) throws ChartbotException {
      KilledUpdateTest.run(dying(ChartRepository.class), dying(ReviewServer.class), images);
    }

    private <T> T dying(Class<T> port) {
      return port.cast(
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (proxy, method, arguments) -> {
                int call = calls.incrementAndGet();
                if (call > at || (call == at && !heard)) {
                  throw new Killed();
                }
                Object answer;
                try {
                  answer = method.invoke(gerrit, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
                if (call == at) {
                  throw new Killed();
                }
                return answer;
              }));
    }
  }
}
