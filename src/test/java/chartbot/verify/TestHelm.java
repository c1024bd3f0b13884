package chartbot.verify;

import chartbot.helm.WorkerHelm;
import java.nio.file.Path;

/** The Helm that tests render with. */
public final class TestHelm {

  public static final Helm HELM =
      new WorkerHelm(
          Path.of("target", "helm"), System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));

  private TestHelm() {}
}
