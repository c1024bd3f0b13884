package chartbot.cli;

import chartbot.chart.EditRequest.IfMissing;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a chart is edited. */
final class EditOptions {

  private final Option<IfMissing> ifMissing =
      Option.choice(
          "--if-missing",
          "add|skip|fail",
          "What to do about an image that the chart does not have. Default: add.",
          new IfMissingConverter());

  private final Option<Boolean> withoutJob =
      Option.flag("--no-job", "Writes neither Job section nor Job template.");

  private final Option<Boolean> overwriteTemplate =
      Option.flag(
          "--overwrite-template", "Replaces a Job template even where a person has edited it.");

  void addTo(Command command) {
    command.add(ifMissing, withoutJob, overwriteTemplate);
  }

  IfMissing ifMissing() {
    return ifMissing.given().orElse(IfMissing.ADD);
  }

  boolean withJob() {
    return !withoutJob.isGiven();
  }

  boolean overwriteTemplate() {
    return overwriteTemplate.isGiven();
  }

  private static final class IfMissingConverter implements ITypeConverter<IfMissing> {

    @Override
    public IfMissing convert(String word) {
      return switch (word) {
        case "add" -> IfMissing.ADD;
        case "skip" -> IfMissing.SKIP;
        case "fail" -> IfMissing.FAIL;
        default -> throw new TypeConversionException("'" + word + "' is not add, skip or fail");
      };
    }
  }
}
