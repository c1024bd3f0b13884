package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Signs tokens as Docker's token specification has it, for who knows the password. */
final class TokenServer implements AutoCloseable {

  private final HttpServer server;
  private final Certificate certificate;
  final List<String> scopes = new CopyOnWriteArrayList<>();

  private TokenServer(HttpServer server, Certificate certificate) {
    this.server = server;
    this.certificate = certificate;
  }

  static TokenServer start(Certificate certificate) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TokenServer server = new TokenServer(http, certificate);
    http.createContext("/token", server::answer);
    http.start();
    return server;
  }

  URI realm() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String basic = RegistryLogin.password(DockerRegistry.USERNAME, DockerRegistry.PASSWORD).basic();
    boolean known = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    List<String> asked =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
            .filter(each -> each.startsWith("scope="))
            .map(each -> URLDecoder.decode(each.substring(6), UTF_8))
            .toList();
    scopes.addAll(asked);
    byte[] body =
        known
            ? token(asked).getBytes(UTF_8)
            : "{\"errors\":[{\"message\":\"no\"}]}".getBytes(UTF_8);
    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String token(List<String> scopes) {
    long now = Instant.now().getEpochSecond();
    List<Map<String, Object>> access =
        scopes.stream()
            .map(scope -> scope.split(":"))
            .map(
                parts ->
                    Map.<String, Object>of(
                        "type",
                        parts[0],
                        "name",
                        parts[1],
                        "actions",
                        List.of(parts[2].split(","))))
            .toList();
    Map<String, Object> header =
        Map.of("typ", "JWT", "alg", "RS256", "x5c", List.of(certificate.base64()));
    Map<String, Object> claims =
        Map.of(
            "iss",
            "test-issuer",
            "sub",
            DockerRegistry.USERNAME,
            "aud",
            "test-registry",
            "iat",
            now,
            "nbf",
            now - 10,
            "exp",
            now + 300,
            "jti",
            "1",
            "access",
            access);
    String signed = part(header) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(certificate.key());
      signature.update(signed.getBytes(UTF_8));
      String whole =
          signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
      return new Gson().toJson(Map.of("token", whole, "expires_in", 300));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(Object json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(new Gson().toJson(json).getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
