package chartbot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory may lock the account after a few attempts, whichever part of a run makes them. */
@WireMockTest
class RefusedLoginTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {".*", ".*/info/refs"})
  void ofManyTargetsOneRequestIsRefused(String refused, WireMockRuntimeInfo server)
      throws Exception {
    stubFor(
        any(anyUrl())
            .willReturn(
                aResponse().withHeader("Content-Type", "application/json").withBody(")]}'\n[]")));
    stubFor(
        any(urlPathMatching(".*/accounts/self"))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "application/json")
                    .withBody(")]}'\n{\"_account_id\": 1}")));
    stubFor(any(urlPathMatching(refused)).willReturn(aResponse().withStatus(401)));
    Path configuration = folder.resolve("chartbot.yaml");
    Files.writeString(
        configuration,
        """
        gerrit: {url: "%s"}
        targets:
          - {name: one, project: charts/one}
          - {name: two, project: charts/two}
          - {name: three, project: charts/three}
          - {name: four, project: charts/four}
          - {name: five, project: charts/five}
        """
            .formatted(server.getHttpBaseUrl()));

    CommandLineRun run =
        CommandLineRun.of(
            Map.of(
                "GERRIT_USERNAME", "bot", "GERRIT_PASSWORD", "s3cret", "HOME", folder.toString()),
            "update",
            "--config=" + configuration,
            "eric-enm-models-custom-service:1.2.3-4");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(5);
    assertThat(run.out() + run.err()).contains("did not accept the credentials");
    assertThat(WireMock.getAllServeEvents())
        .filteredOn(event -> event.getResponse().getStatus() == 401)
        .hasSize(1);
  }
}
