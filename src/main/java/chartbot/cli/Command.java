package chartbot.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command as Picocli is to know it. It is put together by calls, since reading the same from
 * annotations takes a fifth of a short run.
 */
final class Command {

  static {
    // No option is a date or a database, and nothing is Groovy: getting ready for those is half of
    // what Picocli takes to start.
    System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
    System.setProperty("picocli.disable.closures", "true");
  }

  private final CommandSpec spec;

  /**
   * A command without options.
   *
   * @param work what it does, ending with the exit code
   */
  Command(String name, Callable<Integer> work, String... description) {
    spec = CommandSpec.wrapWithoutInspection(work).name(name);
    spec.versionProvider(new BuildVersion());
    spec.usageMessage()
        .description(description)
        .width(100)
        .autoWidth(true)
        .sortOptions(false)
        .synopsisSubcommandLabel("COMMAND")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes());
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put("0", "done: pushed, unchanged, already proposed, superseded, previewed");
    codes.put("1", "a bug in chartbot");
    codes.put("2", "usage");
    codes.put("3", "fix your input: an image, the configuration, the chart");
    codes.put("4", "verification: Helm or Kubernetes would refuse the result");
    codes.put("5", "environment: network, authentication, Gerrit");
    codes.put("6", "review: a negative vote, an abandon or the timeout");
    return codes;
  }

  /** Options in the order in which help shows them. */
  Command add(Option<?>... options) {
    for (Option<?> option : options) {
      spec.addOption(option.spec());
    }
    return this;
  }

  /** Options of which at most one may be given. */
  Command addAtMostOneOf(Option<?>... options) {
    ArgGroupSpec.Builder group = ArgGroupSpec.builder();
    for (Option<?> option : options) {
      group.addArg(option.spec());
    }
    spec.addArgGroup(group.build());
    return this;
  }

  Command add(PositionalParamSpec arguments) {
    spec.addPositional(arguments);
    return this;
  }

  Command examples(String... lines) {
    spec.usageMessage()
        .footerHeading(lines.length > 1 ? "%nExamples:%n" : "%nExample:%n")
        .footer(lines);
    return this;
  }

  /** The command with what every command has. */
  CommandLine line(Console console) {
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print version information and exit.")
            .build());
    add(
        "Tells each Git and REST call with its time.",
        () -> console.volume(Console.Volume.VERBOSE),
        "-v",
        "--verbose");
    add(
        "Tells only results and errors.",
        () -> console.volume(Console.Volume.QUIET),
        "-q",
        "--quiet");
    add(
        "No colours; NO_COLOR in the environment does the same.",
        console::withoutColor,
        "--no-color");
    return new CommandLine(spec);
  }

  /** What holds as soon as it is read: for the failure that comes with the next word too. */
  private void add(String description, Runnable effect, String... names) {
    AtOnce flag = new AtOnce(effect);
    spec.addOption(
        OptionSpec.builder(names[0], List.of(names).subList(1, names.length).toArray(String[]::new))
            .type(boolean.class)
            .description(description)
            .getter(flag)
            .setter(flag)
            .build());
  }

  /** A flag that does something when it is set. */
  private static final class AtOnce implements IGetter, ISetter {

    private final Runnable effect;
    private @Nullable Object value;

    AtOnce(Runnable effect) {
      this.effect = effect;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Picocli has it
    public <T> @Nullable T get() {
      return (T) value;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T set(T now) {
      Object before = value;
      value = now;
      if (Boolean.TRUE.equals(now)) {
        effect.run();
      }
      return (T) before;
    }
  }
}
