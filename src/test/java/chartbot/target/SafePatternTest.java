package chartbot.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePatternTest {

  @ParameterizedTest
  @ValueSource(strings = {"(a|aa)+", "(a*)*b", "(.*a){30}", "(a|a?)+"})
  void noTextTakesForEver(String pattern) {
    SafePattern safe = new SafePattern(Pattern.compile(pattern));
    String hostile = "a".repeat(20_000) + "!";

    assertThatThrownBy(() -> safe.match(hostile))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("the regular expression '" + pattern + "' takes too long for 'aaa");
    safe.findAll(hostile); // ends
  }

  @Test
  void aTextMatchesAsAWholeAndTellsItsGroups() throws Exception {
    SafePattern lines = new SafePattern(Pattern.compile("release-(\\d+)"));

    assertThat(lines.match("release-12").orElseThrow().group(1)).isEqualTo("12");
    assertThat(lines.match("my-release-12")).isEmpty();
    assertThat(lines.match("release-12x")).isEmpty();
  }

  @Test
  void keysOfIssuesAreFoundOnceEach() {
    IssueRules rules = new IssueRules(new SafePattern(Pattern.compile("[A-Z]+-\\d+")), "Issue-ID");

    assertThat(rules.keys(List.of("ENM-2, ENM-1: x", "Revert ENM-2", "TORF-" + "1".repeat(200))))
        .containsExactly("ENM-2", "ENM-1");
  }
}
