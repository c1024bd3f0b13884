package chartbot.template;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.ImageRules;
import chartbot.chart.JobSettings;
import chartbot.chart.Jobs;
import chartbot.chart.TemplateText;
import chartbot.chart.VersionBump;
import chartbot.error.UserException;
import chartbot.target.CommitRules;
import chartbot.target.LineRules;
import chartbot.target.ReviewRules;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlebarsTemplateCheckTest {

  private final HandlebarsTemplateCheck check = new HandlebarsTemplateCheck();

  @Test
  void theBuiltInTemplatesAreRight() {
    assertThatCode(() -> check.check(withMessage(Optional.empty(), VersionBump.NONE)))
        .doesNotThrowAnyException();
    assertThatCode(() -> check.check(withMessage(BuiltIn.commitMessage(), VersionBump.NONE)))
        .doesNotThrowAnyException();
    assertThatCode(() -> check.check(withMessage(BuiltIn.commitMessage(), VersionBump.PATCH)))
        .doesNotThrowAnyException();
    assertThatCode(() -> check.check(withJob(BuiltIn.jobTemplate()))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Update <%nobody%>",
        "Update\n<%#if single%><%nobody%><%/if%>",
        "Update\n<%#unless single%><%nobody%><%/unless%>",
        "Update\n<%#each images%><%#if added%><%nobody%><%/if%><%/each%>",
        "Update\n<%#if version%><%nobody%><%/if%>"
      })
  void aNameThatIsNotKnownIsFoundWhicheverUpdateItIsFor(String text) {
    assertThatThrownBy(() -> check.check(withMessage(text, VersionBump.NONE)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("m.hbs:")
        .hasMessageContaining("unknown name 'nobody'");
  }

  @Test
  void theVersionMayBeNamedUnconditionallyWhereItGoesUpWithEachChange() {
    String text = "Update to <%version.to%>";

    assertThatCode(() -> check.check(withMessage(text, VersionBump.PATCH)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check.check(withMessage(text, VersionBump.NONE)))
        .hasMessageContaining("version");
  }

  @Test
  void aMessageThatIsAlwaysEmptyIsRefused() {
    assertThatThrownBy(() -> check.check(withMessage("<%!-- later --%>\n", VersionBump.NONE)))
        .hasMessage("m.hbs: the commit message comes out empty");
    assertThatCode(() -> check.check(withMessage("<%#if single%>Update<%/if%>", VersionBump.NONE)))
        .doesNotThrowAnyException();
  }

  @Test
  void aJobTemplateIsTriedWithItsSettings() {
    assertThatThrownBy(() -> check.check(withJob(new TemplateText("j.hbs", "a: b\nc: <%nam%>\n"))))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("j.hbs:2:6: unknown name 'nam'");
  }

  private static Target withMessage(String text, VersionBump bump) {
    return withMessage(new TemplateText("m.hbs", text), bump);
  }

  private static Target withMessage(TemplateText template, VersionBump bump) {
    return withMessage(Optional.of(template), bump);
  }

  private static Target withMessage(Optional<TemplateText> template, VersionBump bump) {
    return target(
        Jobs.defaults(),
        new CommitRules(Optional.empty(), Map.of(), template, Optional.empty()),
        bump);
  }

  private static Target withJob(TemplateText template) {
    JobSettings standard = JobSettings.defaults();
    JobSettings settings =
        new JobSettings(
            Optional.of(template),
            standard.helpers(),
            standard.hook(),
            standard.hookWeight(),
            standard.deletePolicy(),
            standard.backoffLimit(),
            standard.condition(),
            standard.blocks(),
            standard.restartPolicy(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return target(
        new Jobs(JobSettings.defaults(), Map.of("a", settings)),
        CommitRules.defaults(),
        VersionBump.NONE);
  }

  private static Target target(Jobs jobs, CommitRules commit, VersionBump bump) {
    return new Target(
        "infra",
        "charts/infra",
        "master",
        "",
        ImageRules.defaults(),
        jobs,
        ReviewRules.defaults(),
        commit,
        VerifyRules.defaults(),
        bump,
        LineRules.defaults());
  }
}
