package chartbot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.simulation.SimulatedGerrit.Change;
import chartbot.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Many bots at once on many images, in virtual time: what a night of builds costs. */
class ScaleTest {

  private static final int BOTS = Integer.getInteger("chartbot.bots", 60);
  private static final int IMAGES = Integer.getInteger("chartbot.images", 24);

  /** What one call of a port takes on average, in milliseconds. */
  private static final int CALL = 50;

  private static final Account BOT = SimulatedPorts.account(SimulatedGerrit.BOT);
  private static final Target TARGET = TestTarget.of("charts", SimulatedGerrit.BRANCH);

  private final Choices choices = Choices.seeded(1);
  private final Scheduler scheduler = new Scheduler(choices);
  private final SimulatedGerrit gerrit =
      new SimulatedGerrit(Map.of("values.yaml", values()), () -> scheduler.now);

  @Test
  void everyImageEndsInOneChangeWithItsNewestTag(TestReporter reporter) throws Throwable {
    gerrit.lag = 400;
    scheduler.byTime = true;
    for (int bot = 0; bot < BOTS; bot++) {
      UpdateRequest request = request(bot % IMAGES, 2 + bot / IMAGES);
      scheduler.add(
          "bot " + bot,
          self -> {
            SimulatedPorts ports =
                new SimulatedPorts(gerrit, choices, new Timed(self, choices), BOT, 0);
            History.update(ports, ports, History.retries(self::sleep)).run(TARGET, request);
          });
    }

    scheduler.run(10_000_000);

    long looks = gerrit.trace.stream().filter(line -> line.endsWith(": fetch")).count();
    List<Change> open = gerrit.open();
    int patchSets = open.stream().mapToInt(change -> change.patchSets.size()).sum();
    reporter.publishEntry(
        BOTS + " bots on " + IMAGES + " images",
        "%.1f requests and %.2f looks at the branch a run, %d patch sets, at rest after %d s"
            .formatted(
                (double) gerrit.requests / BOTS,
                (double) looks / BOTS,
                patchSets,
                scheduler.now / 1000));
    assertThat(open).hasSize(Math.min(BOTS, IMAGES));
    for (Change change : open) {
      change
          .open()
          .images()
          .forEach((name, tag) -> assertThat(tag).as(name).isEqualTo("1.0.0-" + newest(name)));
    }
    assertThat(patchSets).as("patch sets").isLessThanOrEqualTo(2 * BOTS);
  }

  private static int newest(String image) {
    int number = Integer.parseInt(image.substring(1));
    return 2 + (BOTS - 1 - number) / IMAGES;
  }

  private static UpdateRequest request(int image, int tag) {
    return new UpdateRequest(
        List.of(new Image("i" + image, "1.0.0-" + tag)),
        Optional.empty(),
        IfMissing.ADD,
        true,
        false,
        false,
        false,
        false);
  }

  private static String values() {
    StringBuilder values = new StringBuilder("images:\n");
    IntStream.range(0, IMAGES)
        .forEach(
            image ->
                values.append("  i%d:\n    name: i%d\n    tag: 1.0.0-1\n".formatted(image, image)));
    return values.toString();
  }

  /** Each call takes its time. */
  private record Timed(Scheduler.Actor self, Choices choices) implements SimulatedPorts.Caller {
    @Override
    public String name() {
      return self.name();
    }

    @Override
    public void pause() {
      self.sleep(Duration.ofMillis(CALL / 2 + choices.next(CALL)));
    }
  }
}
