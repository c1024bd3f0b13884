package chartbot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import chartbot.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets that stand for every branch whose name matches. */
class BranchLinesTest {

  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();
  private List<String> branches =
      List.of("master", "release-1.1", "release-1.2", "release-2.0", "my-release-1.3");

  @Test
  void eachBranchBelongsToTheTargetThatNamesItElseToTheFirstThatMatches() throws Exception {
    List<Target> lines =
        lines(
            """
            - {project: c, branches: 'release-1\\..*', freeze: GA, review: {topic: old}}
            - {name: all, project: c, branches: 'release-.*'}
            - {name: new, project: c, branch: release-2.0}
            - {name: x, project: c, branch: x}
            """);

    assertThat(lines)
        .extracting(Target::name, Target::branch, t -> t.line().freeze().orElse("-"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("c@release-1.1", "release-1.1", "GA"),
            org.assertj.core.groups.Tuple.tuple("c@release-1.2", "release-1.2", "GA"),
            org.assertj.core.groups.Tuple.tuple("new", "release-2.0", "-"),
            org.assertj.core.groups.Tuple.tuple("x", "x", "-"));
    assertThat(lines.get(0).review().topic()).contains("old");
    assertThat(asked).containsExactly("c");
  }

  @Test
  void acceptMayReferToWhatTheBranchIsCalled() throws Exception {
    List<Target> lines =
        lines("- {project: c, branches: 'release-(\\d+\\.\\d+)', accept: '$1\\.\\d+-\\d+'}");

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).line().accepts("1.2.7-13")).isTrue();
    assertThat(lines.get(1).line().accepts("1.1.7-13")).isFalse();
    assertThat(lines.get(1).line().accepts("1x2.7-13")).isFalse();
  }

  @Test
  void aPatternThatMatchesNoBranchOrTooManyIsAnError() throws Exception {
    assertThatThrownBy(() -> lines("- {name: old, project: c, branches: 'v\\d'}"))
        .isInstanceOf(UserException.class)
        .hasMessage("target 'old': no branch of c matches v\\d");
    branches = IntStream.range(0, 101).mapToObj(i -> "b" + i).toList();
    assertThatThrownBy(() -> lines("- {name: all, project: c, branches: '.*'}"))
        .isInstanceOf(UserException.class)
        .hasMessage("target 'all': 101 branches of c match .*");
  }

  @Test
  void aPatternThatTakesForEverIsAnError() {
    branches = List.of("a".repeat(5_000) + "!");
    assertThatThrownBy(() -> lines("- {project: c, branches: '(a|aa)+'}"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("takes too long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "branch: x, branches: y | give one of branch and branches, not both",
        "accept: '$1' | accept refers to $1, but branches has 0 groups",
        "branches: '(x)', accept: '$2' | accept refers to $2, but branches has 1 group",
        "branches: '(' | is not a regular expression",
        "review: {limit: -1} | is not a whole number"
      })
  void whatContradictsItselfIsRefusedWithItsPlace(String keys, String message) {
    assertThatThrownBy(() -> lines("- {project: c, " + keys + "}"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("chartbot.yaml:3:")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"true, ''", "false, -", "GA of 1.0, GA of 1.0"})
  void freezeIsAReasonOrNone(String written, String reason) throws Exception {
    List<Target> lines = lines("- {project: c, freeze: " + written + ", review: {limit: 3}}");

    assertThat(lines.get(0).line().freeze().orElse("-")).isEqualTo(reason);
    assertThat(lines.get(0).line().limit()).contains(3);
  }

  private List<Target> lines(String targets) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("chartbot.yaml"),
            "gerrit: {url: https://gerrit.example.com/}\ntargets:\n" + targets.indent(2));
    Configuration read = new ConfigurationReader(Map.of()).read(file);
    return read.lines(
        read.select(List.of()),
        project -> {
          asked.add(project);
          return branches;
        });
  }
}
