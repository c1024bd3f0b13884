package chartbot.verify;

import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.jni.HelmLib;
import java.nio.file.Path;
import java.util.List;

/** Helm itself, inside this process. */
final class NativeHelm implements Renderer {

  private final HelmLib library;
  private final StopSignals signals;

  /**
   * @param library has started: by then it has made the handlers of signals fit for its threads,
   *     and has taken none
   */
  NativeHelm(HelmLib library) {
    this.library = library;
    this.signals = StopSignals.now();
  }

  @Override
  public Rendering render(Path chart, List<Path> values) {
    TemplateCommand command =
        new TemplateCommand(library, chart).withName("chartbot").withNamespace("default");
    values.forEach(command::withValuesFile);
    try {
      String manifests = command.call();
      return Rendering.of(manifests == null ? "" : manifests);
    } catch (IllegalStateException e) {
      // helm-java's way of handing on what Helm says.
      return Rendering.refused(String.valueOf(e.getMessage()));
    } finally {
      signals.restore();
    }
  }
}
