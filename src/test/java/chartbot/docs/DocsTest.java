package chartbot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.cli.ExitCode;
import chartbot.config.ConfigReference;
import chartbot.update.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages say of the code is what the code says. */
class DocsTest {

  private static final String END_OF_REFERENCE = "<!-- end of the reference -->";
  private static final Pattern JENKINS_PARAMETER =
      Pattern.compile("(?:string|booleanParam|choice)\\(name: '(\\w+)'");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern VARIABLE = Pattern.compile("\\b(CHARTBOT_[A-Z_]+)\\b");
  private static final Pattern JOINED_STRINGS = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void theConfigurationReferenceIsTheCodesOwn() throws Exception {
    Path page = Docs.page("configuration.md");
    String text = Files.readString(page);
    int start = text.indexOf(" -->\n\n", text.indexOf("<!-- Generated from the code")) + 6;
    String head = text.substring(0, start);
    String tail = text.substring(text.indexOf(END_OF_REFERENCE));

    GeneratedPage.check(page, head + ConfigReference.markdown() + tail);
  }

  @Test
  void theParametersOfTheJenkinsJobAreThoseOfTheJenkinsfile() throws Exception {
    assertThat(codeInFirstColumn("jenkins.md", "| parameter |"))
        .isEqualTo(found(JENKINS_PARAMETER, Files.readString(Path.of("Jenkinsfile"))));
  }

  @Test
  void theMessagesAreThoseOfTheCode() throws Exception {
    String code = JOINED_STRINGS.matcher(sources()).replaceAll("");

    List<String> messages = codeInFirstColumn("messages.md", "| message |");

    assertThat(messages).hasSizeGreaterThan(20);
    assertThat(messages)
        .allMatch(message -> Arrays.stream(message.split("…", -1)).allMatch(code::contains));
  }

  @Test
  void theArchitectureNamesEachPackageOnce() throws Exception {
    List<String> packages;
    try (Stream<Path> folders = Files.list(Path.of("src/main/java/chartbot"))) {
      packages =
          folders.filter(Files::isDirectory).map(p -> p.getFileName().toString()).sorted().toList();
    }

    assertThat(codeInFirstColumn("architecture.md", "| package |")).isEqualTo(packages);
  }

  @Test
  void theGuideListsEachExitCodeAndOutcome() throws Exception {
    Path guide = Docs.page("guide.md");

    assertThat(Docs.firstColumn(guide, "| code |"))
        .isEqualTo(
            Arrays.stream(ExitCode.values()).map(code -> String.valueOf(code.number())).toList());
    assertThat(Arrays.stream(Outcome.values()).map(outcome -> "`" + outcome.text() + "`"))
        .allSatisfy(outcome -> assertThat(guide).content().contains(outcome));
  }

  @Test
  void everyVariableThatAPageNamesIsReadSomewhere() throws Exception {
    String known = sources() + Docs.text(Path.of("bin/chartbot")) + ConfigReference.markdown();

    for (Path page : Docs.pages()) {
      assertThat(found(VARIABLE, Docs.text(page)))
          .describedAs("%s", page)
          .allMatch(known::contains);
    }
  }

  private static List<String> codeInFirstColumn(String page, String head) throws IOException {
    return Docs.firstColumn(Docs.page(page), head).stream()
        .flatMap(cell -> found(CODE, cell).stream())
        .toList();
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Stream<Path> jenkins =
          Stream.of(Path.of("Jenkinsfile"), Path.of("vars/chartbotUpdate.groovy"));
      return Stream.concat(files.filter(Files::isRegularFile), jenkins)
          .map(Docs::text)
          .collect(Collectors.joining("\n"));
    }
  }
}
