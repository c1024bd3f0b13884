package chartbot.cli;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.UserException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chartbot retire}: images taken out of the chart. */
@Command(
    name = "retire",
    description = {
      "Propose the removal of images: entry, Job section and generated template, in one change.",
      "Refused where the chart still uses an image elsewhere. Once that change is merged, a late"
          + " build does not bring the image back; 'update --if-missing add' does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chartbot retire eric-enm-models-custom-service",
      "  chartbot retire --dry-run --target infra eric-enm-models-custom-service"
    })
final class RetireCommand extends ProposingCommand {

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "An image of the chart.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--force",
      description =
          "Remove even a template that a person has edited, replace a patch set that a person"
              + " uploaded, and go on in spite of a Code-Review -2 or the hashtag 'chartbot:"
              + " ignore'.")
  private boolean force;

  RetireCommand(Parts parts, Console console, ErrorPrinter errors) {
    super(parts, console, errors);
  }

  @Override
  List<UpdateRequest> requests(Target target) throws UserException {
    List<Image> gone = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      gone.add(Image.gone(target.images().parseName(name)));
    }
    return List.of(
        new UpdateRequest(
            gone, group(), IfMissing.ADD_IF_NEW, true, force, dryRun(), false, force));
  }
}
