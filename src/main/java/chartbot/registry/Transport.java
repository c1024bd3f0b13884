package chartbot.registry;

import chartbot.error.EnvironmentException;
import chartbot.error.RetryAfter;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** Single HTTP requests, bounded in bytes and time, retried where a retry can help. */
final class Transport {

  /** Waits; a test's returns at once. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /**
   * One request.
   *
   * @param form the body of a POST; empty for a GET or HEAD
   * @param limit the longest answer that is read, in bytes
   */
  record Call(String method, URI url, Map<String, String> headers, String form, int limit) {

    static Call get(URI url, Map<String, String> headers, int limit) {
      return new Call("GET", url, headers, "", limit);
    }

    /** Where it goes, without the query, which may hold a signed address. */
    String place() {
      return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }
  }

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ONE_ANSWER = Duration.ofSeconds(60);
  private static final int ATTEMPTS = 5;
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

  private final HttpClient client;
  private final Clock clock;
  private final Pause pause;
  private final Consumer<String> trace;

  /** A server that asks one request to wait makes all others wait, too. */
  private volatile Instant notBefore = Instant.MIN;

  Transport(Optional<SSLContext> tls, Clock clock, Pause pause, Consumer<String> trace) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    Optional.ofNullable(ProxySelector.getDefault()).ifPresent(builder::proxy);
    tls.ifPresent(builder::sslContext);
    this.client = builder.build();
    this.clock = clock;
    this.pause = pause;
    this.trace = trace;
  }

  /**
   * @throws EnvironmentException when there is no answer until the deadline, or the registry still
   *     limits requests then
   */
  RegistryResponse exchange(Call call, Deadline deadline) throws EnvironmentException {
    for (int attempt = 1; ; attempt++) {
      waitUntil(notBefore, call, deadline);
      boolean last = attempt == ATTEMPTS;
      Duration backoff = Duration.ofSeconds(1L << (attempt - 1));
      try {
        RegistryResponse answer = once(call, deadline);
        if (!PASSING.contains(answer.status())) {
          return answer;
        }
        Duration wait =
            RetryAfter.parse(answer.header("Retry-After").orElse(null), clock.instant())
                .orElse(backoff);
        if (last || !deadline.allows(wait)) {
          return answer;
        }
        notBefore = clock.instant().plus(wait);
      } catch (BoundedBody.TooLongException e) {
        throw RegistryFaults.tooLong(call, e);
      } catch (IOException e) {
        if (last || !deadline.allows(backoff) || !RegistryFaults.maySucceedLater(e)) {
          throw RegistryFaults.unreachable(call, e);
        }
        sleep(backoff, call);
      }
    }
  }

  private void waitUntil(Instant time, Call call, Deadline deadline) throws EnvironmentException {
    Instant now = clock.instant();
    if (!time.isAfter(now)) {
      return;
    }
    Duration wait = Duration.between(now, time);
    if (!deadline.allows(wait)) {
      throw RegistryFaults.limited(call, wait);
    }
    trace.accept("waiting " + wait.toSeconds() + " s for " + call.url().getHost());
    sleep(wait, call);
  }

  private void sleep(Duration time, Call call) throws EnvironmentException {
    try {
      pause.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryFaults.interrupted(call, e);
    }
  }

  private RegistryResponse once(Call call, Deadline deadline)
      throws IOException, EnvironmentException {
    long millis = Math.min(ONE_ANSWER.toMillis(), deadline.left().toMillis());
    if (millis <= 0) {
      throw RegistryFaults.late(call);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.url()).header("User-Agent", "chartbot");
    call.headers().forEach(request::header);
    request.method(
        call.method(),
        call.form().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.form()));
    long start = clock.millis();
    // The client's own timeout ends with the headers; this one covers the body, too.
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request.build(), info -> new BoundedBody(call.limit()));
    String outcome = "failed";
    try {
      HttpResponse<byte[]> response = pending.get(millis, TimeUnit.MILLISECONDS);
      outcome = String.valueOf(response.statusCode());
      return new RegistryResponse(
          call.url(), response.statusCode(), response.headers(), response.body());
    } catch (TimeoutException e) {
      throw RegistryFaults.late(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryFaults.interrupted(call, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      pending.cancel(true);
      trace.accept(
          call.method()
              + " "
              + call.place()
              + ": "
              + outcome
              + ", "
              + (clock.millis() - start)
              + " ms");
    }
  }
}
