package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Gerrit's REST interface as one user sees it: paths and JSON, nothing more. */
public final class GerritRest {

  private static final Gson GSON = new Gson();
  private static final String MAGIC_PREFIX = ")]}'";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI url;
  private final String user;
  private final String password;

  GerritRest(URI url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** A project's name, or another piece of text, as one segment of a path. */
  public static String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Reads; the path starts with a slash and has no {@code /a} in front. */
  public JsonElement get(String path) throws EnvironmentException {
    return call("GET", path, null).json();
  }

  /** Reads what Gerrit sends as base64 text: files and patches. */
  public byte[] bytes(String path) throws EnvironmentException {
    return Base64.getDecoder().decode(call("GET", path, null).successful().strip());
  }

  /** Creates or replaces. */
  public JsonElement put(String path, Object body) throws EnvironmentException {
    return call("PUT", path, body).json();
  }

  /** Acts. */
  public JsonElement post(String path, Object body) throws EnvironmentException {
    return call("POST", path, body).json();
  }

  /** Deletes. */
  public void delete(String path) throws EnvironmentException {
    call("DELETE", path, null).json();
  }

  /**
   * Sends a request and returns the answer, a refusal too; a text is sent as it is, any other body
   * is turned into JSON.
   */
  public Answer call(String method, String path, @Nullable Object body)
      throws EnvironmentException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve("/a" + path))
            .timeout(PATIENCE)
            .header("Authorization", "Basic " + credentials())
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(
                        body instanceof String text ? text : GSON.toJson(body)));
    if (body != null) {
      request.header(
          "Content-Type",
          (body instanceof String ? "text/plain" : "application/json") + "; charset=UTF-8");
    }
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString(UTF_8));
      return new Answer(method + " " + path, response.statusCode(), response.body());
    } catch (IOException e) {
      throw EnvironmentException.temporary(
          "the sandbox's Gerrit does not answer " + method + " " + path + ": " + e, null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EnvironmentException.temporary("interrupted while waiting for Gerrit", null, e);
    }
  }

  private String credentials() {
    return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  /**
   * What Gerrit answered.
   *
   * @param request method and path
   * @param status the HTTP status
   * @param text the body as it came
   */
  public record Answer(String request, int status, String text) {

    /** The JSON of a success; a refusal is an exception. */
    public JsonElement json() throws EnvironmentException {
      String body = successful();
      String json = body.startsWith(MAGIC_PREFIX) ? body.substring(MAGIC_PREFIX.length()) : body;
      return json.isBlank() ? JsonNull.INSTANCE : JsonParser.parseString(json);
    }

    String successful() throws EnvironmentException {
      if (status >= 300) {
        throw EnvironmentException.permanent(
            "the sandbox's Gerrit refused " + request + ": " + status + " " + text.strip(),
            null,
            null);
      }
      return text;
    }
  }
}
