package chartbot.verify;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.ImageRules;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.error.VerificationException;
import chartbot.target.VerifyRules;
import chartbot.target.VerifyRules.Mode;
import chartbot.update.ChartVerifier;
import chartbot.update.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Proves charts with Helm in this process and Kubernetes' own models. */
public final class HelmVerifier implements ChartVerifier {

  private static final String OFF = "verification is off: nothing was rendered or checked";

  private final FutureTask<Renderer> loading;

  /**
   * @param cache folder that outlives the run, where Helm's library is kept unpacked
   */
  public HelmVerifier(Path cache) {
    this(() -> new NativeHelm(HelmLibrary.load(cache)));
  }

  HelmVerifier(Callable<Renderer> loader) {
    loading = new FutureTask<>(loader);
  }

  @Override
  public Verification verify(
      ChartFiles before, ChartEdit edit, ImageRules images, VerifyRules rules)
      throws UserException, VerificationException, EnvironmentException {
    if (rules.mode() == Mode.OFF) {
      return notPerformed(OFF);
    }
    ChartFiles after = new EditedChart(before, edit);
    for (String file : rules.valuesFiles()) {
      if (!VerifyRules.isOutsideTheChart(file) && after.read(file).isEmpty()) {
        throw new UserException(
            "verify.values-files: the chart has no file " + file,
            "paths are relative to the chart's folder; ./"
                + file
                + " is one beside the configuration");
      }
    }
    Renderer helm;
    try {
      helm = helm();
    } catch (ExecutionException e) {
      return cannotLoad(String.valueOf(e.getCause()), rules.mode());
    }
    List<String> values =
        Stream.concat(images.valuesFiles().stream(), rules.valuesFiles().stream()).toList();
    try (ChartCopy copyBefore = ChartCopy.of(before, values);
        ChartCopy copyAfter = ChartCopy.of(after, values)) {
      return new ChartProof(helm, before, copyBefore, after, copyAfter, images).prove(edit);
    }
  }

  private Renderer helm() throws ExecutionException {
    loading.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return loading.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Verification cannotLoad(String reason, Mode mode) throws EnvironmentException {
    String what =
        "Helm's native library cannot be loaded on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ": "
            + reason;
    if (mode == Mode.REQUIRED) {
      throw EnvironmentException.lasting(
          what, "set verify.mode to optional to go on without verification here", null);
    }
    return notPerformed(what + "; the result is not verified");
  }

  private static Verification notPerformed(String note) {
    return new Verification(false, "", "", List.of(note));
  }
}
