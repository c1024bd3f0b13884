package chartbot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("registry")
class SandboxRegistryTest {

  @Test
  void answersUntilItIsClosed() throws Exception {
    HttpRequest ping;
    try (SandboxRegistry registry = SandboxRegistry.startIfInstalled().orElseThrow()) {
      ping = HttpRequest.newBuilder(registry.url().resolve("/v2/")).build();
      assertThat(ask(ping)).isEqualTo(200);
    }
    assertThatThrownBy(() -> ask(ping)).isInstanceOf(IOException.class);
  }

  private static int ask(HttpRequest request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
