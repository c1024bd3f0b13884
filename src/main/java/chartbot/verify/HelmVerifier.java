package chartbot.verify;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.DeployedImage;
import chartbot.chart.Deployments;
import chartbot.chart.EditedChart;
import chartbot.chart.ImageRules;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.error.VerificationException;
import chartbot.target.VerifyRules;
import chartbot.target.VerifyRules.Mode;
import chartbot.update.ChartVerifier;
import chartbot.update.Verification;
import chartbot.update.Verified;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Proves charts with Helm and the schema of Kubernetes' kinds. */
public final class HelmVerifier implements ChartVerifier {

  private static final String OFF = "verification is off: nothing was rendered or checked";

  private final Helm helm;
  private final ObjectSchema schema;

  public HelmVerifier(Helm helm, ObjectSchema schema) {
    this.helm = helm;
    this.schema = schema;
  }

  @Override
  public Deployments deployments(ImageRules images, VerifyRules rules) {
    if (rules.mode() == Mode.OFF) {
      return Deployments.unknown();
    }
    helm.prepare(RenderOptions.of(rules.helm(), List.of())); // while the edit is made
    return (chart, markers) -> {
      try {
        ChartRendering rendering = renderings(chart, images, rules).one(chart, Set.of(), List.of());
        return rendering.refusal().isPresent()
            ? Optional.empty()
            : Optional.of(deployed(rendering.objects(), markers));
      } catch (ChartbotException reportedByVerification) {
        return Optional.empty();
      }
    };
  }

  private List<DeployedImage> deployed(RenderedObjects objects, Set<String> markers) {
    return objects.all().stream()
        .flatMap(object -> ObjectImages.of(object, markers, schema.knows(object.data())).stream())
        .toList();
  }

  @Override
  public Verification verify(
      ChartFiles before, ChartEdit edit, ImageRules images, VerifyRules rules)
      throws UserException, VerificationException, EnvironmentException {
    if (rules.mode() == Mode.OFF) {
      return notPerformed(OFF);
    }
    Renderings renderings = renderings(new EditedChart(before, edit), images, rules);
    Optional<Verification> cannot = withoutHelm(rules);
    return cannot.isPresent()
        ? cannot.get()
        : new Judgement(renderings, schema, before, edit, rules.mode()).judge();
  }

  @Override
  public Verification examine(ChartFiles chart, ImageRules images, VerifyRules rules)
      throws UserException, VerificationException, EnvironmentException {
    if (rules.mode() == Mode.OFF) {
      return notPerformed(OFF);
    }
    Renderings renderings = renderings(chart, images, rules);
    Optional<Verification> cannot = withoutHelm(rules);
    return cannot.isPresent() ? cannot.get() : new Examination(renderings, schema, chart).examine();
  }

  private Renderings renderings(ChartFiles chart, ImageRules images, VerifyRules rules)
      throws UserException, EnvironmentException {
    return new Renderings(
        helm, RenderOptions.of(rules.helm(), List.of()), ValuesLayers.of(chart, images, rules));
  }

  /** What there is to say where no Helm runs on this machine, and verification is optional. */
  private Optional<Verification> withoutHelm(VerifyRules rules) throws EnvironmentException {
    try {
      helm.version(RenderOptions.of(rules.helm(), List.of()));
      return Optional.empty();
    } catch (EnvironmentException e) {
      if (rules.mode() == Mode.REQUIRED) {
        throw e;
      }
      return Optional.of(notPerformed(e.message() + "; the result is not verified"));
    }
  }

  private static Verification notPerformed(String note) {
    return new Verification(Verified.NONE, "", "", List.of(note));
  }
}
