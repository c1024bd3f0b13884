package chartbot.cli;

import chartbot.chart.Image;
import chartbot.error.UserException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartbot update}: the main job, on every target in turn. */
@Command(
    name = "update",
    description = "Propose images for review: fetch, edit, verify, push, follow up.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  chartbot update eric-enm-models-custom-service:1.2.3-4",
      "  chartbot update --dry-run --target infra --from artifact.properties",
      "  chartbot update --submit --timeout 2h eric-enm-models-custom-service:1.2.3-4",
      "  chartbot update --sandbox eric-enm-models-custom-service:1.2.3-4"
    })
final class UpdateCommand extends ProposingCommand {

  @Mixin private final ImageArguments images = new ImageArguments();

  @Option(
      names = "--allow-downgrade",
      description = "Propose a tag although the branch or the open change has a newer one.")
  private boolean allowDowngrade;

  @Option(
      names = "--release",
      description = "End the holds that rollbacks have put on the images, and propose them.")
  private boolean release;

  @Option(
      names = "--force",
      description =
          "Replace even a patch set that a person uploaded, and go on in spite of a Code-Review -2"
              + " or the hashtag 'chartbot: ignore'.")
  private boolean force;

  @Mixin private final EditOptions edit = new EditOptions();

  @Option(
      names = "--wait-for-image",
      paramLabel = "DURATION",
      description =
          "Wait until the registry has the image, e.g. 5m. Default: the registry is asked once.")
  private Optional<Duration> waitForImage = Optional.empty();

  UpdateCommand(Parts parts, Console console, ErrorPrinter errors) {
    super(parts, console, errors);
  }

  @Override
  List<UpdateRequest> requests(Target target) throws UserException {
    List<ImageArguments> each = images.each();
    List<UpdateRequest> requests = new ArrayList<>();
    for (ImageArguments some : each) {
      try {
        requests.add(request(some.images(target.images())));
      } catch (UserException refusal) {
        if (each.size() == 1) {
          throw refusal;
        }
        refuse(target, refusal);
      }
    }
    return requests;
  }

  private UpdateRequest request(List<Image> some) {
    UpdateRequest request =
        new UpdateRequest(
            some,
            group(),
            edit.ifMissing(),
            edit.withJob(),
            edit.overwriteTemplate(),
            dryRun(),
            allowDowngrade,
            force);
    return release ? request.releasing() : request;
  }

  @Override
  Connection over(Connection connection, List<Target> targets) throws UserException {
    return waiting(connection).with(images.builds(targets.get(0).images()));
  }

  private Connection waiting(Connection connection) throws UserException {
    if (waitForImage.isEmpty()) {
      return connection;
    }
    if (connection.registry().isEmpty()) {
      throw new UserException(
          "--wait-for-image needs a registry", "set registry.url in the configuration");
    }
    Duration time = waitForImage.get();
    return connection.with(connection.registry().map(rules -> rules.waiting(time)));
  }
}
