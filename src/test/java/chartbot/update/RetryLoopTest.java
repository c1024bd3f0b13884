package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedEnvironmentException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryLoopTest {

  private final RetryLoop rounds = new RetryLoop(5, Duration.ofMillis(1), Duration.ofMillis(2));
  private final AtomicInteger played = new AtomicInteger();

  @Test
  void aReadThatPassinglyFailsIsTriedAgain() throws Exception {
    String result =
        rounds.play(
            () -> {
              if (played.incrementAndGet() < 3) {
                throw new UncheckedEnvironmentException(
                    EnvironmentException.passing("no answer", "a retry may help", null));
              }
              return "read";
            },
            Progress.silent());

    assertThat(result).isEqualTo("read");
    assertThat(played).hasValue(3);
  }

  @Test
  void whenEveryRoundMeetsTheSameFaultThatFaultEndsTheRun() {
    EnvironmentException fault = EnvironmentException.passing("503", "wait", null);

    assertThatThrownBy(
            () ->
                rounds.play(
                    () -> {
                      played.incrementAndGet();
                      throw new RetryLoop.Again("503", fault);
                    },
                    Progress.silent()))
        .isSameAs(fault);
    assertThat(played).hasValue(5);
  }

  @Test
  void whenOthersAreAlwaysQuickerTheHintSaysSo() {
    assertThatThrownBy(
            () ->
                rounds.play(
                    () -> {
                      throw new RetryLoop.Again("lock failure");
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
    EnvironmentException failure = EnvironmentException.lasting("no project", "name it", null);

    assertThatThrownBy(
            () ->
                rounds.play(
                    () -> {
                      played.incrementAndGet();
                      throw new UncheckedEnvironmentException(failure);
                    },
                    Progress.silent()))
        .isSameAs(failure);
    assertThat(played).hasValue(1);
  }
}
