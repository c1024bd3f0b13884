package chartbot.cli;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.PrintableText;
import chartbot.error.UserException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chartbot rollback}: an earlier tag, held against late builds. */
@Command(
    name = "rollback",
    description = {
      "Propose an earlier tag of an image and hold it against late builds.",
      "Without a tag: the last older one that the branch had. As long as the hold stands an update"
          + " to a newer tag ends left-alone; 'chartbot unhold' ends it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chartbot rollback eric-enm-models-custom-service --reason 'breaks the upgrade'",
      "  chartbot rollback eric-enm-models-custom-service:1.2.3-4 --reason ENM-123 --submit"
    })
final class RollbackCommand extends ProposingCommand {

  @Parameters(
      arity = "1",
      paramLabel = "NAME[:TAG]",
      description = "An image of the chart, and the tag to go back to.")
  private String image = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; it is shown to everybody whom the hold keeps from a newer tag.")
  private String reason = "";

  @Option(
      names = "--force",
      description =
          "Replace even a patch set that a person uploaded, and go on in spite of a Code-Review -2"
              + " or the hashtag 'chartbot: ignore'.")
  private boolean force;

  RollbackCommand(Parts parts, Console console, ErrorPrinter errors) {
    super(parts, console, errors);
  }

  @Override
  List<UpdateRequest> requests(Target target) throws UserException {
    if (reason.isBlank() || !PrintableText.isLine(reason)) {
      throw UsageException.invalid("--reason", reason, "is blank, or not one line of text");
    }
    Image asked =
        image.contains(":")
            ? target.images().parse(image)
            : Image.gone(target.images().parseName(image));
    UpdateRequest request =
        new UpdateRequest(
            List.of(asked), group(), IfMissing.FAIL, true, false, dryRun(), true, force);
    return List.of(request.holding(reason.strip()));
  }
}
