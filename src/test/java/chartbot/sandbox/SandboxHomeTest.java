package chartbot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxHomeTest {

  @Test
  void usesTargetAndTheWrapperInACheckout() throws Exception {
    SandboxHome home = SandboxHome.discover(Map.of());

    Path checkout = Path.of("").toAbsolutePath();
    assertThat(home.cache()).isEqualTo(checkout.resolve("target/gerrit"));
    assertThat(home.maven().getParent()).isEqualTo(checkout);
    assertThat(home.maven()).isExecutable();
  }
}
