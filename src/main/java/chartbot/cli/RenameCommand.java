package chartbot.cli;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.UserException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chartbot rename}: another name for an image. */
@Command(
    name = "rename",
    description = {
      "Propose another name for an image of the chart, in one change.",
      "Its entry and Job section keep their place, comments and settings; a generated template is"
          + " written under the new name. Without a tag the image keeps its own."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  chartbot rename eric-enm-models-custom eric-enm-models-custom-service:1.2.3-4"})
final class RenameCommand extends ProposingCommand {

  @Parameters(index = "0", paramLabel = "OLD", description = "An image of the chart.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "NEW[:TAG]", description = "Its new name, and its tag.")
  private String to = "";

  @Option(
      names = "--force",
      description =
          "Replace even a template that a person has edited and a patch set that a person uploaded,"
              + " and go on in spite of a Code-Review -2 or the hashtag 'chartbot: ignore'.")
  private boolean force;

  RenameCommand(Parts parts, Console console, ErrorPrinter errors) {
    super(parts, console, errors);
  }

  @Override
  List<UpdateRequest> requests(Target target) throws UserException {
    String old = target.images().parseName(from);
    Image image =
        to.contains(":") ? target.images().parse(to) : Image.gone(target.images().parseName(to));
    if (image.name().equals(old)) {
      throw new UsageException("the new name is the old one: " + old);
    }
    UpdateRequest request =
        new UpdateRequest(
            List.of(Image.gone(old), image),
            group(),
            IfMissing.ADD_IF_NEW,
            true,
            force,
            dryRun(),
            false,
            force);
    return List.of(request.renaming(old, image.name()));
  }
}
