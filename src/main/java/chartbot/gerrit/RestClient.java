package chartbot.gerrit;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.update.Progress;
import com.google.gerrit.extensions.restapi.RestApiException;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import com.urswolfer.gerrit.client.rest.GerritAuthData;
import com.urswolfer.gerrit.client.rest.RestClient.HttpVerb;
import com.urswolfer.gerrit.client.rest.http.GerritRestClient;
import java.io.EOFException;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Gerrit's REST calls with JSON as records, each traced with its time; faults say what to do. */
final class RestClient implements AutoCloseable {

  /** Makes of an answer what the caller wants; what it throws is the answer's fault. */
  @FunctionalInterface
  interface Reader<J, T> {
    T read(J answer);
  }

  private static final String VERSION = "/config/server/version";
  private static final Gson GSON = JsonReading.gson();

  private final BoundedHttp http;
  private final GerritRestClient client;
  private final RestFaults faults;
  private final Clock clock;
  private final Progress progress;
  private final AtomicBoolean isGerrit = new AtomicBoolean();

  RestClient(
      GerritServer server,
      LoginGate gate,
      BoundedHttp.Limits limits,
      Clock clock,
      Progress progress) {
    this.clock = clock;
    this.progress = progress;
    this.faults = new RestFaults(server);
    this.http = new BoundedHttp(server, gate, limits);
    this.client = new GerritRestClient(login(server), http);
  }

  /** As an HTTP password: tried on the login page it may lock the account of a directory. */
  private static GerritAuthData login(GerritServer server) {
    return new GerritAuthData.Basic(
        server.url(), server.username().orElse(""), server.password().orElse(""), true);
  }

  String version() throws EnvironmentException {
    return get(VERSION, String.class, version -> version);
  }

  <J, T> T get(String path, Class<J> json, Reader<J, T> reader) throws EnvironmentException {
    try {
      return ask(path, json, reader);
    } catch (RefusedException refused) {
      throw refused(path, refused);
    }
  }

  /** As {@link #get}, for a caller that can go on from a refusal. */
  <J, T> T ask(String path, Class<J> json, Reader<J, T> reader)
      throws EnvironmentException, RefusedException {
    return read(path, call(HttpVerb.GET, path, null), json, reader);
  }

  /** Posts, and reads the answer; for a caller that can go on from a refusal. */
  <J, T> T ask(String path, Map<String, ?> body, Class<J> json, Reader<J, T> reader)
      throws EnvironmentException, RefusedException {
    return read(path, call(HttpVerb.POST, path, GSON.toJson(body)), json, reader);
  }

  private <J, T> T read(String path, HttpResponse response, Class<J> json, Reader<J, T> reader)
      throws EnvironmentException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      throw faults.unexpected(path, "an empty answer", null);
    }
    String type = entity.getContentType() == null ? "" : entity.getContentType().getValue();
    if (!type.contains("application/json")) {
      throw faults.unexpected(path, "a page that is not JSON", null);
    }
    try {
      J answer = GSON.fromJson(EntityUtils.toString(entity, UTF_8), json);
      if (answer == null) {
        throw faults.unexpected(path, "an empty answer", null);
      }
      T read = reader.read(answer);
      isGerrit.set(true);
      return read;
    } catch (IOException | RuntimeException e) {
      throw faults.unexpected(path, unreadable(e), e);
    }
  }

  private static String unreadable(Throwable fault) {
    Throwable root = fault;
    while (!(root instanceof JsonParseException && !(root.getCause() instanceof Exception))
        && root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof MalformedJsonException || root instanceof EOFException) {
      return "text that is not JSON";
    }
    return "JSON that is not Gerrit's (" + root.getMessage() + ")";
  }

  void post(String path, Map<String, ?> body) throws EnvironmentException, RefusedException {
    call(HttpVerb.POST, path, GSON.toJson(body));
  }

  void delete(String path) throws EnvironmentException, RefusedException {
    call(HttpVerb.DELETE, path, null);
  }

  /** Why a refusal ends the run; where nothing was ever found here, whether this is Gerrit. */
  EnvironmentException refused(String path, RefusedException refused) throws EnvironmentException {
    if (refused.status() == 404 && !path.equals(VERSION) && !isGerrit.get()) {
      version();
    }
    return path.equals(VERSION) && refused.status() == 404
        ? faults.notGerrit(refused)
        : faults.refused(path, refused);
  }

  private HttpResponse call(HttpVerb verb, String path, @Nullable String body)
      throws EnvironmentException, RefusedException {
    long start = clock.millis();
    try {
      return client.requestRest(path, body, verb);
    } catch (RefusedException e) {
      throw faults.answered(path, e);
    } catch (IOException | RestApiException e) {
      throw faults.noAnswer(e);
    } finally {
      progress.trace(verb + " " + path + ": " + (clock.millis() - start) + " ms");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
