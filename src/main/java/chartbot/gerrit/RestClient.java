package chartbot.gerrit;

import chartbot.error.EnvironmentException;
import chartbot.update.Progress;
import com.google.gerrit.extensions.restapi.RestApiException;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.urswolfer.gerrit.client.rest.RestClient.HttpVerb;
import com.urswolfer.gerrit.client.rest.http.GerritRestClient;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.Optional;
import org.apache.http.ParseException;
import org.jspecify.annotations.Nullable;

/** Gerrit's REST calls as JSON, each traced with its time; faults say what to do. */
final class RestClient implements AutoCloseable {

  /** Reads an answer; one that is not as Gerrit's documentation says makes it throw. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonElement answer);
  }

  private final GerritServer server;
  private final SharedHttpClient http = new SharedHttpClient();
  private final GerritRestClient client;
  private final Clock clock;
  private final Progress progress;

  RestClient(GerritServer server, Clock clock, Progress progress) {
    this.server = server;
    this.clock = clock;
    this.progress = progress;
    this.client = new GerritRestClient(new Login(server), http);
  }

  <T> T get(String path, Reader<T> reader) throws EnvironmentException {
    try {
      return ask(path, reader);
    } catch (RefusedException refused) {
      throw refused(path, refused);
    }
  }

  /** As {@link #get}, for a caller that can go on from a refusal. */
  <T> T ask(String path, Reader<T> reader) throws EnvironmentException, RefusedException {
    JsonElement answer =
        call(HttpVerb.GET, path, null)
            .orElseThrow(() -> new RestFaults(server).unexpected(path, "an empty answer", null));
    try {
      return reader.read(answer);
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | UnsupportedOperationException
        | DateTimeException e) {
      throw new RestFaults(server).unexpected(path, "JSON that is not Gerrit's", e);
    }
  }

  void post(String path, String body) throws EnvironmentException, RefusedException {
    call(HttpVerb.POST, path, body);
  }

  void delete(String path) throws EnvironmentException, RefusedException {
    call(HttpVerb.DELETE, path, null);
  }

  EnvironmentException refused(String path, RefusedException refused) {
    return new RestFaults(server).refused(path, refused);
  }

  private Optional<JsonElement> call(HttpVerb verb, String path, @Nullable String body)
      throws EnvironmentException, RefusedException {
    long start = clock.millis();
    try {
      return Optional.ofNullable(client.requestJson(path, body, verb));
    } catch (RestApiException e) {
      throw new RestFaults(server).read(path, e);
    } catch (JsonParseException | ParseException e) {
      // The Gerrit client lets these through as they are: reading broke off in the middle.
      throw new RestFaults(server).brokenOff(path, e);
    } finally {
      progress.trace(verb + " " + path + ": " + (clock.millis() - start) + " ms");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
