package chartbot.gerrit;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.error.PrintableText;
import chartbot.error.RetryAfter;
import com.urswolfer.gerrit.client.rest.http.HttpRequestExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client for all requests, so that connections are used again; the Gerrit client would
 * build a new one for each. Answers are bounded in time and size. The password goes to Gerrit's own
 * address and nowhere else: redirects and challenges are not answered.
 */
final class BoundedHttp extends HttpRequestExecutor implements AutoCloseable {

  /** How much a server may make a request wait and read. */
  record Limits(Duration connect, Duration read, Duration whole, int bytes) {

    static Limits defaults() {
      return new Limits(
          Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5), 32 << 20);
    }
  }

  private static final int MOST_HEADERS = 200;
  private static final int LONGEST_HEADER = 16 << 10;
  private static final int LONGEST_WORDS = 300;

  private final GerritServer server;
  private final LoginGate gate;
  private final Limits limits;
  private @Nullable CloseableHttpClient client;

  BoundedHttp(GerritServer server, LoginGate gate, Limits limits) {
    this.server = server;
    this.gate = gate;
    this.limits = limits;
  }

  /**
   * Sends a request with a client of our own: what the builder would make answers challenges of
   * anybody.
   *
   * @throws RefusedException when the status is no success
   */
  @Override
  public HttpResponse execute(HttpClientBuilder unused, HttpRequestBase method, HttpContext context)
      throws IOException {
    method.setConfig(
        RequestConfig.copy(method.getConfig())
            .setConnectTimeout(Math.toIntExact(limits.connect().toMillis()))
            .setConnectionRequestTimeout(Math.toIntExact(limits.connect().toMillis()))
            .setSocketTimeout(Math.toIntExact(limits.read().toMillis()))
            .setAuthenticationEnabled(false)
            .setRedirectsEnabled(false)
            .build());
    CompletableFuture<Void> deadline =
        CompletableFuture.runAsync(
            method::abort,
            CompletableFuture.delayedExecutor(limits.whole().toMillis(), TimeUnit.MILLISECONDS));
    try {
      HttpResponse response = answer(method);
      checkStatus(method, response);
      return response;
    } catch (IOException e) {
      if (method.isAborted()) {
        throw new IOException(
            EnvironmentException.temporary(
                server + " did not answer within " + limits.whole().toSeconds() + " s",
                "a proxy or an overloaded server may hold the answer back",
                e));
      }
      throw e;
    } finally {
      deadline.cancel(false);
    }
  }

  private HttpResponse answer(HttpRequestBase method) throws IOException {
    HttpResponse[] answer = new HttpResponse[1];
    LoginGate.Request request =
        () -> {
          answer[0] = client().execute(method);
          readWhole(answer[0]);
          return answer[0].getStatusLine().getStatusCode();
        };
    if (server.password().isPresent()) {
      String login = server.username().orElse("") + ":" + server.password().get();
      method.setHeader(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
      gate.send("REST", request);
    } else {
      request.send();
    }
    return answer[0];
  }

  private void readWhole(HttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return;
    }
    byte[] body;
    try (var content = entity.getContent()) {
      body = content.readNBytes(limits.bytes() + 1);
      if (body.length > limits.bytes()) {
        throw new IOException(
            EnvironmentException.permanent(
                "the answer of " + server + " is larger than " + (limits.bytes() >> 20) + " MiB",
                "gerrit.url may name something else than Gerrit",
                null));
      }
    } catch (IOException | RuntimeException e) {
      if (e.getCause() instanceof EnvironmentException) {
        throw e;
      }
      throw new IOException(
          EnvironmentException.temporary(
              "the answer of " + server + " broke off: " + e.getMessage(),
              "if it happens again, check the proxies between here and Gerrit",
              e));
    }
    ByteArrayEntity whole = new ByteArrayEntity(body);
    whole.setContentType(entity.getContentType());
    response.setEntity(whole);
  }

  private void checkStatus(HttpRequestBase method, HttpResponse response) throws IOException {
    int status = response.getStatusLine().getStatusCode();
    Header location = response.getFirstHeader("Location");
    if (status >= 300 && status < 400) {
      throw new IOException(
          EnvironmentException.permanent(
              method.getURI()
                  + " redirects to "
                  + (location == null ? "nowhere" : PrintableText.line(location.getValue()))
                  + " ("
                  + status
                  + ")",
              "credentials are not sent elsewhere: set gerrit.url to Gerrit's final address; it may"
                  + " also be a login page or a proxy",
              null));
    }
    if (status >= 400) {
      Header retryAfter = response.getFirstHeader("Retry-After");
      throw new RefusedException(
          status,
          words(response),
          RetryAfter.parse(retryAfter == null ? null : retryAfter.getValue()));
    }
  }

  /** The server's own words, unless they are a page. */
  private static String words(HttpResponse response) throws IOException {
    String reason = String.valueOf(response.getStatusLine().getReasonPhrase());
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return PrintableText.line(reason);
    }
    byte[] start = entity.getContent().readNBytes(4 * LONGEST_WORDS);
    String words = new String(start, UTF_8).strip();
    if (words.isEmpty() || words.toLowerCase(Locale.ROOT).contains("<html")) {
      return PrintableText.line(reason);
    }
    words = PrintableText.line(words.replaceAll("\\s+", " "));
    return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "...";
  }

  private synchronized CloseableHttpClient client() {
    if (client == null) {
      client =
          HttpClientBuilder.create()
              .useSystemProperties()
              .setUserAgent("chartbot")
              .setDefaultConnectionConfig(
                  ConnectionConfig.custom()
                      .setMessageConstraints(
                          MessageConstraints.custom()
                              .setMaxHeaderCount(MOST_HEADERS)
                              .setMaxLineLength(LONGEST_HEADER)
                              .build())
                      .build())
              .disableRedirectHandling()
              .disableCookieManagement()
              .disableAuthCaching()
              .disableAutomaticRetries()
              .build();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    try {
      if (client != null) {
        client.close();
      }
    } catch (IOException e) {
      // Every answer has been read: nothing is lost with a connection that does not end well.
      return;
    }
  }
}
