package chartbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.CommandLineRun;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | no command given | chartbot --help",
        "aply | unknown command 'aply'; did you mean 'apply'? | chartbot --help",
        "apply --chart-dri=x a:1 | unknown option '--chart-dri'; did you mean '--chart-dir'?"
            + " | chartbot apply --help",
        "apply --chart-dir x --no-jobs a:1 | unknown option '--no-jobs'; did you mean '--no-job'?"
            + " | chartbot apply --help",
        "update --wiat=merged a:1.0.0-1 | unknown option '--wiat'; did you mean '--wait'?"
            + " | chartbot update --help",
        "apply a:1 | Missing required option: '--chart-dir=DIR' | chartbot apply --help",
        "apply --chart-dir x | no image given; give IMAGE:TAG or --from FILE"
            + " | chartbot apply --help",
        "apply --chart-dir x --if-missing ad a:1"
            + " | Invalid value for option '--if-missing': 'ad' is not add, skip or fail"
            + " | chartbot apply --help",
        "apply --chart-dir= a:1 | Invalid value for option '--chart-dir': it is empty |"
            + " chartbot apply --help",
        "apply --chart-dir x --config= a:1"
            + " | Invalid value for option '--config': it is empty | chartbot apply --help",
        "apply --chart-dir x --from="
            + " | Invalid value for option '--from' (FILE): it is empty | chartbot apply --help",
        "update --report-dir= a:1.0.0-1"
            + " | Invalid value for option '--report-dir': it is empty"
            + " | chartbot update --help",
        "update --cache-dir= a:1.0.0-1"
            + " | Invalid value for option '--cache-dir': it is empty"
            + " | chartbot update --help",
        "update --wip --ready a:1.0.0-1"
            + " | --wip, --ready are mutually exclusive (specify only one)"
            + " | chartbot update --help"
      })
  void wrongUsageIsExitCode2WithWhatIsMeantAndWhereToRead(
      String arguments, String error, String help) {
    CommandLineRun run =
        CommandLineRun.of(Map.of(), arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("error: " + error + "\nhint: see '" + help + "'\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "apply --help", "update --help", "sandbox --help", "completion --help"})
  void helpGoesToStandardOutput(String arguments) {
    CommandLineRun run = CommandLineRun.of(Map.of(), arguments.split(" ", -1));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: chartbot").contains("--no-color", "Exit codes:");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void helpOfACommandHasExamples() {
    assertThat(CommandLineRun.of(Map.of(), "apply", "--help").out())
        .contains("Examples:", "chartbot apply --chart-dir .");
  }

  @Test
  void theVersionNamesTheCommitAndItsDate() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "--version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("^chartbot \\d+\\.\\d+\\.\\d+\\S*\n")
        .containsPattern("commit ([0-9a-f]{12}, \\d{4}-\\d\\d-\\d\\d|unknown, date unknown)\n");
  }

  @Test
  void completionKnowsTheCommandsAndTheirOptions() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "completion");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("apply", "--chart-dir");
  }
}
