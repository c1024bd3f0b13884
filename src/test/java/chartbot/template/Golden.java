package chartbot.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Compares text with a golden file under {@code src/test/resources/golden}. */
final class Golden {

  private Golden() {}

  static void assertMatches(String file, String actual) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + file), file)) {
      assertThat(actual)
          .as("golden file %s", file)
          .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
