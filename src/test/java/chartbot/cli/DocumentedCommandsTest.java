package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.docs.Docs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command line takes every command that the pages show. */
class DocumentedCommandsTest {

  private static final Pattern CHARTBOT = Pattern.compile("(?:^|\\s)(?:bin/)?chartbot (?=[a-z-])");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]+)");

  @Test
  void theCommandLineTakesEveryCommandThatAPageShows() throws Exception {
    List<String> shown = new ArrayList<>();
    for (Path page : Docs.pages()) {
      for (String line : Docs.code(page, Set.of("sh", "console")::contains)) {
        arguments(line).ifPresent(shown::add);
      }
    }

    assertThat(shown).hasSizeGreaterThan(6).allSatisfy(DocumentedCommandsTest::parse);
  }

  @Test
  void everyCommandAndOptionThatTheTextNamesExists() throws Exception {
    Set<String> commands = commandLine().getSubcommands().keySet();
    Set<String> options = options(commandLine());

    for (Path page : Docs.pages()) {
      for (String code : found(CODE, Docs.prose(page))) {
        var command = CHARTBOT.matcher(code);
        if (command.find() && !code.substring(command.end()).startsWith("-")) {
          String word = code.substring(command.end()).split("\\W", 2)[0];
          assertThat(commands).describedAs("%s: %s", page, code).contains(word);
        }
        if (command.find(0) || code.startsWith("-") || startsWithCommand(code, commands)) {
          assertThat(options).describedAs("%s: %s", page, code).containsAll(found(OPTION, code));
        }
      }
    }
  }

  @Test
  void theReadmeHasARowForEachCommand() throws Exception {
    List<String> rows = Docs.firstColumn(Path.of("README.md"), "| command |");

    assertThat(rows.stream().map(row -> row.split("[ `]+", -1)[2]).toList())
        .containsExactlyElementsOf(commandLine().getSubcommands().keySet());
  }

  @Test
  void anOptionThatDoesNotExistIsFound() {
    assertThatThrownBy(() -> parse("update --no-such-option a:1.0.0-1"))
        .hasMessageContaining("--no-such-option");
  }

  /** What follows {@code bin/chartbot}, without a comment of the shell. */
  private static Optional<String> arguments(String line) {
    var command = Pattern.compile("^(?:\\$ )?bin/chartbot (.*)$").matcher(line);
    return command.find()
        ? Optional.of(command.group(1).replaceAll("\\s+#.*", "").strip())
        : Optional.empty();
  }

  private static void parse(String arguments) {
    commandLine().parseArgs(arguments.split(" +"));
  }

  private static boolean startsWithCommand(String code, Set<String> commands) {
    return commands.contains(code.split(" ", 2)[0]);
  }

  private static Set<String> options(CommandLine command) {
    Set<String> names = new TreeSet<>();
    command.getCommandSpec().options().forEach(o -> names.addAll(Arrays.asList(o.names())));
    command.getSubcommands().values().forEach(sub -> names.addAll(options(sub)));
    return names;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static CommandLine commandLine() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    Console console = new Console(nowhere, nowhere, false);
    return Chartbot.commands(new FakeParts(Path.of("target")), console, new ErrorPrinter(console));
  }
}
