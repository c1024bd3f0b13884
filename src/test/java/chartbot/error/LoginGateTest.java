package chartbot.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginGateTest {

  @Test
  void ofManyThreadsThatWouldBeRefusedOneIs() throws Exception {
    LoginGate gate = new LoginGate();
    gate.send("REST", () -> 200);
    AtomicInteger sent = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> answers =
          threads.invokeAll(
              IntStream.range(0, 8)
                  .<Callable<Integer>>mapToObj(
                      i ->
                          () ->
                              gate.send(
                                  "Git",
                                  () -> {
                                    sent.incrementAndGet();
                                    return 401;
                                  }))
                  .toList());
      int refused = 0;
      for (Future<Integer> answer : answers) {
        try {
          assertThat(answer.get()).isEqualTo(401);
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(LoginGate.ClosedException.class);
          refused++;
        }
      }
      assertThat(refused).isEqualTo(7);
    } finally {
      threads.shutdownNow();
    }
    assertThat(sent).hasValue(1);
  }

  @Test
  void aRefusalAfterASuccessClosesItToo() throws Exception {
    LoginGate gate = new LoginGate();
    gate.send("REST", () -> 200);
    gate.send("Git", () -> 401);

    assertThatThrownBy(() -> gate.send("REST", () -> 200))
        .isInstanceOf(LoginGate.ClosedException.class);
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    Instant now = Instant.parse("2026-11-30T12:00:00Z");

    assertThat(RetryAfter.parse("120", now)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse("Mon, 30 Nov 2026 12:00:30 GMT", now))
        .contains(Duration.ofSeconds(30));
    assertThat(RetryAfter.parse("Mon, 30 Nov 2026 11:00:00 GMT", now)).contains(Duration.ZERO);
    for (String other : List.of("", "soon", "-1", "99999999999999999999", "1.5")) {
      assertThat(RetryAfter.parse(other, now)).isEmpty();
    }
    assertThat(RetryAfter.parse(null, now)).isEmpty();
  }
}
