package chartbot.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import chartbot.chart.ImageChange;
import chartbot.chart.TemplateText;
import chartbot.chart.VersionChange;
import chartbot.error.PrintableText;
import chartbot.error.UserException;
import chartbot.image.ImageOrigin;
import chartbot.image.Provenance;
import chartbot.target.CommitRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandlebarsCommitMessagesTest {

  private static final CommitRules BUILT_IN = CommitRules.defaults();
  private static final ImageChange UPDATED =
      new ImageChange("eric-enm-models-a", Optional.of("1.2.3-4"), "1.2.3-10");
  private static final ImageChange ADDED =
      new ImageChange("eric-enm-models-b", Optional.empty(), "2.0.0-1");
  private static final Map.Entry<String, String> CHANGE_ID =
      Map.entry("Change-Id", "I0123456789012345678901234567890123456789");

  private final HandlebarsCommitMessages messages = new HandlebarsCommitMessages();

  @Test
  void oneUpdatedImageIsNamedInTheSubject() throws Exception {
    Golden.assertMatches(
        "commit-messages/update.txt",
        render(
            BUILT_IN,
            List.of(UPDATED),
            List.of(
                Map.entry("Issue-ID", "TORF-1"),
                Map.entry("Signed-off-by", "A & B <a@example.com>"),
                Map.entry("Model-Image", "eric-enm-models-a:1.2.3-10"),
                CHANGE_ID)));
  }

  @Test
  void anOldTagWithLineBreaksStaysOnItsLine() throws Exception {
    for (String end : List.of("\n\n", "\r\n", "\r", "\u2028", "\u0085", "\u000b")) {
      String from = "1.0" + end + "Change-Id: I9999999999999999999999999999999999999999";
      String message =
          render(
              BUILT_IN,
              List.of(new ImageChange("init", Optional.of(from), "1.0.0-2")),
              List.of(CHANGE_ID));

      assertThat(message.lines().filter(line -> line.startsWith("Change-Id:")))
          .containsExactly("Change-Id: I0123456789012345678901234567890123456789");
      assertThat(message.lines().filter(line -> line.startsWith("- init: 1.0\\"))).hasSize(1);
      assertThat(message).isEqualTo(PrintableText.text(message));
    }
  }

  @Test
  void anOldTagIsNoLongerThanALine() throws Exception {
    ImageChange image = new ImageChange("init", Optional.of("1".repeat(1_000_000)), "1.0.0-2");

    assertThat(render(BUILT_IN, List.of(image), List.of(CHANGE_ID))).hasSizeLessThan(1_200);
  }

  @Test
  void oneAddedImageIsNamedInTheSubject() throws Exception {
    Golden.assertMatches(
        "commit-messages/add.txt", render(BUILT_IN, List.of(ADDED), List.of(CHANGE_ID)));
  }

  @Test
  void severalImagesAreCountedInTheSubjectAndListedInTheBody() throws Exception {
    Golden.assertMatches(
        "commit-messages/several.txt",
        render(
            BUILT_IN,
            List.of(UPDATED, ADDED),
            List.of(
                Map.entry("Model-Image", "eric-enm-models-a:1.2.3-10"),
                Map.entry("Model-Image", "eric-enm-models-b:2.0.0-1"),
                CHANGE_ID)));
  }

  @Test
  void aConfiguredTemplateKeepsTheFooters() throws Exception {
    assertThat(
            render(
                configured("[models] <%#each images%><%name%> <%/each%>\n"),
                List.of(UPDATED, ADDED),
                List.of(CHANGE_ID)))
        .isEqualTo(
            """
            [models] eric-enm-models-a eric-enm-models-b

            Change-Id: I0123456789012345678901234567890123456789
            """);
  }

  @Test
  void footersOfATemplateAndOursMakeOneBlock() throws Exception {
    assertThat(
            render(
                configured("Subject: no footer\n\nTeam: models\nRef: <%single.to%>\n"),
                List.of(UPDATED),
                List.of(CHANGE_ID)))
        .isEqualTo(
            """
            Subject: no footer

            Team: models
            Ref: 1.2.3-10
            Change-Id: I0123456789012345678901234567890123456789
            """);
  }

  @Test
  void aTemplateThatEndsInAFooterOfOursIsRefused() {
    assertThatThrownBy(
            () ->
                render(
                    configured("Subject\n\nTeam: x\nmodel-image: <%single.name%>:1\n"),
                    List.of(UPDATED),
                    List.of(CHANGE_ID)))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith(": 'model-image' is written by chartbot itself");
  }

  @Test
  void aFooterThatTheTemplateWritesIsNotWrittenTwice() throws Exception {
    CommitRules rules =
        configured("Subject\n\nTeam: models\n").withFooters(Map.of("Team", "x", "Ref", "y"));

    assertThat(
            render(
                rules,
                List.of(UPDATED),
                List.of(Map.entry("Team", "x"), Map.entry("Ref", "y"), CHANGE_ID)))
        .startsWith("Subject\n\nTeam: models\nRef: y\nChange-Id: ");
  }

  @Test
  void aSubjectThatLooksLikeAFooterStaysASubject() throws Exception {
    assertThat(render(configured("Models: new tags"), List.of(UPDATED), List.of(CHANGE_ID)))
        .startsWith("Models: new tags\n\nChange-Id: ");
  }

  @Test
  void anEmptyMessageIsRefused() {
    assertThatThrownBy(() -> render(configured("\n \n"), List.of(UPDATED), List.of(CHANGE_ID)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("message.hbs: ");
  }

  @Test
  void aBrokenTemplateIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> render(configured("a\n<%#if single%>"), List.of(UPDATED), List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("message.hbs:2:");
  }

  @Test
  void aBrokenTemplateIsRefusedInTheSameWordsEachTime() {
    for (String text : List.of("subject\n<%#if count%>", "subject\n<%nosuch%>\n")) {
      CommitRules rules = configured(text);
      Throwable first = catchThrowable(() -> render(rules, List.of(UPDATED), List.of()));
      Throwable second = catchThrowable(() -> render(rules, List.of(ADDED), List.of()));

      assertThat(first).isInstanceOf(UserException.class).hasMessageStartingWith("message.hbs:2:");
      assertThat(second).isInstanceOf(UserException.class).hasMessage(first.getMessage());
    }
  }

  @Test
  void severalThreadsMayWriteMessagesWithOneTemplate() {
    CommitRules rules = configured("<%#each images%><%name%> <%/each%>\n");
    List<String> names = IntStream.range(0, 200).mapToObj(i -> "image-" + i).toList();

    assertThat(names.parallelStream().map(name -> subject(rules, name)).toList()).isEqualTo(names);
  }

  private String subject(CommitRules rules, String name) {
    try {
      ImageChange image = new ImageChange(name, Optional.of("1.0.0"), "1.0.1");
      return render(rules, List.of(image), List.of()).lines().findFirst().orElse("");
    } catch (UserException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFooterOfSeveralLinesIsRefused() {
    assertThatThrownBy(() -> render(BUILT_IN, List.of(ADDED), List.of(Map.entry("Note", "a\n\nb"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'Note'");
  }

  private static CommitRules configured(String text) {
    return new CommitRules(
        Optional.empty(),
        Map.of(),
        Optional.of(new TemplateText("message.hbs", text)),
        Optional.empty());
  }

  @Test
  void theChartsNewVersionIsTold() throws Exception {
    assertThat(
            messages.render(
                BUILT_IN,
                List.of(UPDATED),
                Map.of(),
                Optional.of(new VersionChange("1.0.0-1", "1.0.0-2")),
                List.of(CHANGE_ID)))
        .contains("\n- chart version: 1.0.0-1 -> 1.0.0-2\n\nChange-Id: ");
  }

  @Test
  void whatIsInTheImageStandsBelowItAndIsKnownToTemplates() throws Exception {
    Map<String, Provenance> provenances =
        Map.of(
            UPDATED.name(),
            new Provenance(
                origin("https://github.com/acme/models", "1".repeat(40)),
                origin("https://github.com/acme/models", "2".repeat(40)),
                List.of("Fix <the> leak & \"more\"", "Change-Id: I" + "0".repeat(40))));

    assertThat(
            messages.render(
                BUILT_IN, List.of(UPDATED), provenances, Optional.empty(), List.of(CHANGE_ID)))
        .contains(
            "\n  commits 111111111111..222222222222 of https://github.com/acme/models/compare/"
                + "1".repeat(40)
                + "..."
                + "2".repeat(40)
                + "\n  * Fix <the> leak & \"more\"\n\nChange-Id: ");
    assertThat(
            messages.render(
                configured("<%single.commits%>\n\n<%#each single.changes%>\n<%this%>\n<%/each%>"),
                List.of(UPDATED),
                provenances,
                Optional.empty(),
                List.of(CHANGE_ID)))
        .startsWith("111111111111..222222222222\n\nFix <the> leak & \"more\"\n\nChange-Id: ");
  }

  private static ImageOrigin origin(String source, String revision) {
    return new ImageOrigin(
        Optional.of(source), Optional.of(revision), Optional.empty(), Optional.empty());
  }

  private String render(
      CommitRules rules, List<ImageChange> images, List<Map.Entry<String, String>> footers)
      throws UserException {
    return messages.render(rules, images, Map.of(), Optional.empty(), footers);
  }
}
