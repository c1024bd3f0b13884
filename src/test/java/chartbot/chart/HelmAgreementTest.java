package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.UserException;
import chartbot.verify.HelmValues;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Real Helm reads what was written as what was there plus exactly what was asked for. */
class HelmAgreementTest {

  /** Helm reads the first document and looks no further, and takes {@code tag:} for a key. */
  private static final List<String> REFUSED_BY_CHARTBOT_ONLY =
      List.of(
          "refuse-directive-at-end",
          "refuse-directive-behind-marker",
          "refuse-flow-colon-before-brace");

  @Test
  void inGoldenCases() throws IOException, URISyntaxException, UserException {
    HelmAgreement agreement = new HelmAgreement();
    for (Path directory : GoldenValuesTest.cases().toList()) {
      Path expected = directory.resolve("expected.yaml");
      if (Files.exists(expected)) {
        agreement.add(
            name(directory),
            Files.readAllBytes(directory.resolve("input.yaml")),
            Files.readAllBytes(expected),
            GoldenRequest.read(directory.resolve("args")));
      }
    }

    assertThat(agreement.check()).as("cases that are not for Helm").isEmpty();
  }

  @Test
  void inPublicFiles() throws IOException, UserException {
    for (RealWorldValuesTest.Case given : RealWorldValuesTest.cases().toList()) {
      HelmAgreement agreement = new HelmAgreement();
      EditRequest request = given.request();
      byte[] before = given.text().getBytes(StandardCharsets.UTF_8);
      MapChart chart = new MapChart().with("values.yaml", before);
      EditedValues.files(chart, request).forEach(chart::apply);
      agreement.add(given.toString(), before, chart.bytes("values.yaml"), request);
      assertThat(agreement.check()).isEmpty();
    }
  }

  @Test
  void whatIsNotValidForChartbotIsNotForHelmEither() throws IOException, URISyntaxException {
    List<String> names = new ArrayList<>();
    List<byte[]> texts = new ArrayList<>();
    for (Path directory : GoldenValuesTest.cases().toList()) {
      Path refusal = directory.resolve("expected-refusal");
      if (Files.exists(refusal) && Files.readString(refusal).contains("not valid YAML")) {
        names.add(name(directory));
        texts.add(Files.readAllBytes(directory.resolve("input.yaml")));
      }
    }
    List<Optional<JsonObject>> read = HelmValues.parse(texts);

    List<String> readByHelm = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (read.get(i).isPresent()) {
        readByHelm.add(names.get(i));
      }
    }
    assertThat(readByHelm).containsExactlyElementsOf(REFUSED_BY_CHARTBOT_ONLY);
  }

  private static String name(Path directory) {
    return String.valueOf(directory.getFileName());
  }
}
