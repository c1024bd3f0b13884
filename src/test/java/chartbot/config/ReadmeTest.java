package chartbot.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says of the code is what the code says. */
class ReadmeTest {

  private static final Pattern JENKINS_PARAMETER =
      Pattern.compile("(?:string|booleanParam|choice)\\(name: '(\\w+)'");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern JOINED_STRINGS = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void theConfigurationReferenceInTheReadmeIsTheCodesOwn() throws Exception {
    assertThat(readme()).contains(ConfigReference.markdown());
  }

  @Test
  void theParametersInTheReadmeAreThoseOfTheJenkinsfile() throws Exception {
    assertThat(rows("| parameter |"))
        .isEqualTo(found(JENKINS_PARAMETER, Files.readString(Path.of("Jenkinsfile"))));
  }

  @Test
  void theMessagesInTheReadmeAreThoseOfTheCode() throws Exception {
    String code = JOINED_STRINGS.matcher(sources()).replaceAll("");

    List<String> messages = rows("| message |");

    assertThat(messages).hasSizeGreaterThan(20);
    assertThat(messages).allSatisfy(message -> assertThat(code).contains(message.split("…", -1)));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  /** What stands as code in the first column of the table with that head. */
  private static List<String> rows(String head) throws IOException {
    return readme()
        .lines()
        .dropWhile(line -> !line.startsWith(head))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .flatMap(line -> found(CODE, line.split("\\|", -1)[1]).stream())
        .toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return Stream.concat(files.filter(Files::isRegularFile), Stream.of(Path.of("Jenkinsfile")))
          .map(ReadmeTest::text)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
