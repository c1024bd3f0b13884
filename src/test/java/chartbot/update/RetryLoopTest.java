package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedChartbotException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryLoopTest {

  private final List<Duration> pauses = new ArrayList<>();
  private final RetryLoop rounds =
      new RetryLoop(
          5,
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          List.of(Duration.ofSeconds(2), Duration.ofSeconds(30)),
          pauses::add,
          new SplittableRandom(1));
  private final AtomicInteger played = new AtomicInteger();

  @Test
  void aReadThatPassinglyFailsIsTriedAgain() throws Exception {
    String result =
        rounds.play(
            () -> {
              if (played.incrementAndGet() < 3) {
                throw new UncheckedChartbotException(
                    EnvironmentException.temporary("no answer", "a retry may help", null));
              }
              return Optional.of("read");
            },
            Progress.silent());

    assertThat(result).isEqualTo("read");
    assertThat(played).hasValue(3);
  }

  @Test
  void whenEveryRoundMeetsTheSameFaultThatFaultEndsTheRun() {
    EnvironmentException fault = EnvironmentException.temporary("503", "wait", null);

    assertThatThrownBy(
            () ->
                rounds.play(
                    () -> {
                      played.incrementAndGet();
                      throw new RetryLoop.RetryException("503", fault);
                    },
                    Progress.silent()))
        .isSameAs(fault);
    assertThat(played).hasValue(3);
    assertThat(pauses).hasSize(2);
    assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
  }

  @Test
  void whenOthersAreAlwaysQuickerTheHintSaysSo() {
    assertThatThrownBy(
            () ->
                rounds.play(
                    () -> {
                      throw new RetryLoop.RetryException("lock failure");
                    },
                    Progress.silent()))
        .hasMessage("gave up after 5 rounds: lock failure")
        .satisfies(
            e ->
                assertThat(((EnvironmentException) e).hint().orElse(""))
                    .startsWith("other runs or people"));
  }

  @Test
  void aReadThatFailsForGoodEndsTheRunWithItsOwnWords() {
    EnvironmentException failure = EnvironmentException.permanent("no project", "name it", null);

    assertThatThrownBy(
            () ->
                rounds.play(
                    () -> {
                      played.incrementAndGet();
                      throw new UncheckedChartbotException(failure);
                    },
                    Progress.silent()))
        .isSameAs(failure);
    assertThat(played).hasValue(1);
  }

  @Test
  void aRoundThatMadeProgressIsFollowedByAnotherAtOnce() throws Exception {
    int result =
        rounds.play(
            () -> Optional.of(played.incrementAndGet()).filter(times -> times == 4),
            Progress.silent());

    assertThat(result).isEqualTo(4);
    assertThat(pauses).isEmpty();
  }

  @Test
  void lostRacesPauseBrieflyAndNotInStep() throws Exception {
    rounds.play(
        () -> {
          if (played.incrementAndGet() < 5) {
            throw new RetryLoop.RetryException("lock failure");
          }
          return Optional.of("done");
        },
        Progress.silent());

    assertThat(pauses).hasSize(4).allMatch(pause -> pause.toMillis() <= 200);
  }
}
