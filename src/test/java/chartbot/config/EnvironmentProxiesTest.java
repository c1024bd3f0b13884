package chartbot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {

  @Test
  void withoutVariablesThereIsNothingToSelect() throws EnvironmentException {
    assertThat(EnvironmentProxies.of(Map.of("no_proxy", "example.com", "http_proxy", "")))
        .isEmpty();
  }

  @Test
  void eachSchemeHasItsOwnProxy() throws EnvironmentException {
    Map<String, String> environment =
        Map.of("http_proxy", "http://a.example:3128/", "HTTPS_PROXY", "b.example:8080");

    assertThat(proxy(environment, "http://gerrit.example/")).isEqualTo("a.example:3128");
    assertThat(proxy(environment, "https://gerrit.example/")).isEqualTo("b.example:8080");
  }

  @Test
  void oneForAllIsForThoseThatHaveNone() throws EnvironmentException {
    Map<String, String> environment = Map.of("all_proxy", "all.example", "http_proxy", "a:1");

    assertThat(proxy(environment, "http://gerrit.example/")).isEqualTo("a:1");
    assertThat(proxy(environment, "https://gerrit.example/")).isEqualTo("all.example:1080");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "gerrit.example.com",
        "example.com",
        ".example.com",
        "*.example.com",
        "localhost, EXAMPLE.com",
        "gerrit.example.com:8443"
      })
  void aHostThatIsNamedIsReachedWithout(String hosts) throws EnvironmentException {
    Map<String, String> environment = Map.of("https_proxy", "p:1", "no_proxy", hosts);

    assertThat(proxy(environment, "https://gerrit.example.com:8443/")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ample.com", "gerrit.example.com:80", "example.org", "gerrit"})
  void anotherHostIsNot(String hosts) throws EnvironmentException {
    Map<String, String> environment = Map.of("https_proxy", "p:1", "no_proxy", hosts);

    assertThat(proxy(environment, "https://gerrit.example.com:8443/")).isEqualTo("p:1");
  }

  @Test
  void socketsThemselvesGoWithoutAProxy() throws EnvironmentException {
    assertThat(proxy(Map.of("all_proxy", "p:1"), "socket://gerrit.example:29418"))
        .isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://me:s3cret@p:1", "socks5://p:1", "https://p:1", "http://", "a b"})
  void oneThatCannotBeUsedIsRefusedWithoutSayingIt(String value) {
    assertThatThrownBy(() -> EnvironmentProxies.of(Map.of("https_proxy", value)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("https_proxy is not of the form http://HOST:PORT")
        .hasMessageNotContaining("s3cret");
  }

  private static String proxy(Map<String, String> environment, String uri)
      throws EnvironmentException {
    List<Proxy> selected = EnvironmentProxies.of(environment).orElseThrow().select(URI.create(uri));
    assertThat(selected).hasSize(1);
    return selected.get(0).address() instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : "none";
  }
}
