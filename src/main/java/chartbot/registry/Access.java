package chartbot.registry;

import chartbot.error.EnvironmentException;
import chartbot.registry.Transport.Call;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Authorization} header of each request: none, Basic, or a token from the server that
 * the registry's challenge names. See https://distribution.github.io/distribution/spec/auth/token/.
 */
final class Access {

  /** See https://distribution.github.io/distribution/spec/auth/token/#token-response-fields. */
  private record TokenAnswer(
      @Nullable String token,
      @SerializedName("access_token") @Nullable String accessToken,
      @SerializedName("expires_in") @Nullable Integer expiresIn) {}

  private record Token(String text, Instant end) {}

  private static final int LONGEST_ANSWER = 1 << 20;
  private static final int DEFAULT_LIFE_SECONDS = 60;

  private final RegistryServer server;
  private final Transport transport;
  private final Clock clock;
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private boolean asked;
  private Optional<Challenge> challenge = Optional.empty();

  Access(RegistryServer server, Transport transport, Clock clock) {
    this.server = server;
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * What to send along with a request.
   *
   * @param scope e.g. {@code repository:proj/name:pull}; empty for none
   */
  Optional<String> authorization(String scope, Deadline deadline) throws EnvironmentException {
    Optional<Challenge> known = challenge(deadline);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    if (!known.get().bearer()) {
      return server.login().filter(login -> !login.identityToken()).map(RegistryLogin::basic);
    }
    Token token = tokens.get(scope);
    if (token == null || !token.end().isAfter(clock.instant())) {
      token = issue(known.get(), scope, deadline);
      tokens.put(scope, token);
    }
    return Optional.of("Bearer " + token.text());
  }

  /** Learns from a refusal; whether another attempt can end differently. */
  synchronized boolean refused(RegistryResponse answer, String scope) {
    Optional<Challenge> named = Challenge.in(answer.headers().allValues("WWW-Authenticate"));
    boolean sentToken = tokens.remove(scope) != null;
    boolean changed = named.isPresent() && !named.equals(challenge);
    if (named.isPresent()) {
      challenge = named;
    }
    return changed || sentToken;
  }

  /** Asks once, so that no thread sends a request only to be challenged. */
  private synchronized Optional<Challenge> challenge(Deadline deadline)
      throws EnvironmentException {
    if (!asked) {
      RegistryResponse answer =
          transport.exchange(Call.get(server.at(""), Map.of(), LONGEST_ANSWER), deadline);
      if (answer.status() == 401) {
        challenge = Challenge.in(answer.headers().allValues("WWW-Authenticate"));
        if (challenge.isEmpty()) {
          throw RegistryFaults.unexpected(answer, "401 without a Basic or Bearer challenge", null);
        }
      } else if (answer.status() == 404) {
        throw RegistryFaults.unexpected(answer, "there is no registry (404)", null);
      } else if (answer.status() != 200) {
        throw RegistryFaults.refused(answer);
      }
      asked = true;
    }
    return challenge;
  }

  private Token issue(Challenge asked, String scope, Deadline deadline)
      throws EnvironmentException {
    URI realm = realm(asked);
    Optional<RegistryLogin> login = server.login();
    StringBuilder query = new StringBuilder();
    asked.service().ifPresent(service -> add(query, "service", service));
    if (!scope.isEmpty()) {
      add(query, "scope", scope);
    }
    Call call;
    if (login.isPresent() && login.get().identityToken()) {
      add(query, "grant_type", "refresh_token");
      add(query, "client_id", "chartbot");
      add(query, "refresh_token", login.get().secret());
      Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
      call = new Call("POST", realm, form, query.toString(), LONGEST_ANSWER);
    } else {
      Map<String, String> headers =
          login.isPresent() ? Map.of("Authorization", login.get().basic()) : Map.of();
      String joint = realm.getRawQuery() == null ? "?" : "&";
      call =
          Call.get(
              URI.create(realm + (query.isEmpty() ? "" : joint + query)), headers, LONGEST_ANSWER);
    }
    return token(transport.exchange(call, deadline));
  }

  /** The registry may name any server there: the credentials only go where configuration says. */
  private URI realm(Challenge asked) throws EnvironmentException {
    URI realm;
    try {
      realm = URI.create(asked.realm());
    } catch (IllegalArgumentException e) {
      throw odd("the registry at " + server + " names a token server that is no URL", e);
    }
    boolean secure = "https".equals(realm.getScheme());
    if (realm.getHost() == null
        || (!secure
            && !("http".equals(realm.getScheme()) && "http".equals(server.url().getScheme())))) {
      throw odd(
          "the registry at " + server + " names a token server without https: " + realm, null);
    }
    if (server.login().isPresent() && !server.trusts(realm)) {
      throw EnvironmentException.permanent(
          "the registry at "
              + server
              + " wants the credentials sent to another server, "
              + realm.getScheme()
              + "://"
              + realm.getRawAuthority(),
          "if that is right, set registry.token-server to it",
          null);
    }
    return realm;
  }

  private static EnvironmentException odd(String message, @Nullable Throwable cause) {
    return EnvironmentException.permanent(
        message, "check registry.url in the configuration", cause);
  }

  private Token token(RegistryResponse answer) throws EnvironmentException {
    if (answer.status() != 200) {
      throw RegistryFaults.refused(answer);
    }
    try {
      TokenAnswer read = answer.json(TokenAnswer.class);
      String text = read.token() == null ? read.accessToken() : read.token();
      if (text == null || !text.matches("[\\x21-\\x7e]+")) {
        throw RegistryFaults.unexpected(answer, "no token", null);
      }
      int life = read.expiresIn() == null ? DEFAULT_LIFE_SECONDS : read.expiresIn();
      Duration usable = Duration.ofSeconds(life).multipliedBy(9).dividedBy(10);
      return new Token(text, clock.instant().plus(usable));
    } catch (JsonParseException e) {
      throw RegistryFaults.unexpected(answer, "expected JSON", e);
    }
  }

  private static void add(StringBuilder query, String name, String value) {
    query.append(query.isEmpty() ? "" : "&").append(name).append('=');
    query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
