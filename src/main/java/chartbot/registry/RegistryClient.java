package chartbot.registry;

import chartbot.error.EnvironmentException;
import chartbot.registry.Transport.Call;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests with the credentials that they need; redirects are followed without them. */
final class RegistryClient {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_REDIRECTS = 5;

  /** A stale token, and a challenge other than the first. */
  private static final int MOST_REFUSALS = 2;

  private final RegistryServer server;
  private final Transport transport;
  private final Access access;

  RegistryClient(RegistryServer server, Transport transport, Access access) {
    this.server = server;
    this.transport = transport;
    this.access = access;
  }

  /**
   * Whatever the registry answers but a redirect, a refusal or its own failure.
   *
   * @param path below {@code /v2/}, with the query
   * @param scope of the token, where the registry wants one
   * @param accept media types; empty for any
   * @param limit the longest answer, in bytes
   */
  RegistryResponse send(
      String method, String path, String scope, String accept, int limit, Deadline deadline)
      throws EnvironmentException {
    for (int refusals = 0; ; refusals++) {
      Optional<String> authorization = access.authorization(scope, deadline);
      Map<String, String> headers = new HashMap<>();
      if (!accept.isEmpty()) {
        headers.put("Accept", accept);
      }
      authorization.ifPresent(value -> headers.put("Authorization", value));
      Call call = new Call(method, server.at(path), headers, "", limit);
      RegistryResponse answer = follow(call, deadline);
      if (answer.status() == 401 && RegistryServer.sameOrigin(server.url(), answer.url())) {
        if (!access.refused(answer, scope) || refusals == MOST_REFUSALS) {
          throw RegistryFaults.refused(answer);
        }
        continue;
      }
      if (answer.status() == 200 || answer.status() == 404 || answer.status() == 400) {
        return answer;
      }
      throw RegistryFaults.refused(answer);
    }
  }

  private RegistryResponse follow(Call first, Deadline deadline) throws EnvironmentException {
    Call call = first;
    for (int redirects = 0; ; redirects++) {
      RegistryResponse answer = transport.exchange(call, deadline);
      Optional<String> location = answer.header("Location");
      if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
        return answer;
      }
      if (redirects == MOST_REDIRECTS) {
        throw RegistryFaults.unexpected(answer, "more than 5 redirects", null);
      }
      URI next = next(call.url(), location.get(), answer);
      Map<String, String> headers = new HashMap<>(call.headers());
      if (!RegistryServer.sameOrigin(call.url(), next)) {
        headers.remove("Authorization");
      }
      call = new Call(call.method(), next, headers, "", call.limit());
    }
  }

  private static URI next(URI from, String location, RegistryResponse answer)
      throws EnvironmentException {
    URI next;
    try {
      next = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw RegistryFaults.unexpected(answer, "a redirect that is no URL", e);
    }
    boolean secure = "https".equals(next.getScheme());
    boolean plain = "http".equals(next.getScheme()) && "http".equals(from.getScheme());
    if (next.getHost() == null || !(secure || plain)) {
      throw RegistryFaults.unexpected(answer, "a redirect away from https", null);
    }
    return next;
  }
}
