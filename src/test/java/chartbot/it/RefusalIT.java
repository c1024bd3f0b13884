package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.sandbox.GerritRest;
import chartbot.target.CommitRules;
import chartbot.target.Identity;
import chartbot.update.Outcome;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Pushes that a real Gerrit refuses: in whose words, with what to do, and without a trace. */
@RealGerrit
class RefusalIT {

  private static final String IMAGE = "eric-enm-models-custom-service:1.2.3-4";

  private final TestGerrit gerrit;

  RefusalIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void anAuthorThatIsNotTheAccount() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    Identity foreign = new Identity("Somebody", "somebody@example.com");

    assertThatItIsRefused(
        () -> update(project, commit(Optional.of(foreign), Map.of())),
        "somebody@example.com",
        "commit.author must be an e-mail address of the account");
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void aCommitterThatIsNotTheAccount() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    gerrit.setAccess(project, "refs/*", "forgeAuthor", "ALLOW");
    Identity foreign = new Identity("Somebody", "somebody@example.com");

    assertThatItIsRefused(
        () -> update(project, commit(Optional.of(foreign), Map.of())),
        "somebody@example.com",
        "'Forge Committer'");
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void aProjectThatWantsASignOffGetsItFromTheConfiguredFooters() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    configure(project, Map.of("use_signed_off_by", "TRUE"));

    assertThatItIsRefused(
        () -> update(project, commit(Optional.empty(), Map.of())),
        "Signed-off-by",
        "commit.footers.Signed-off-by");
    assertThat(project.changes()).isEmpty();

    String signature = "The " + gerrit.bot().user() + " <" + gerrit.bot().email() + ">";
    update(project, commit(Optional.empty(), Map.of("Signed-off-by", signature)));
    assertThat(project.onlyOpenChange().message()).contains("Signed-off-by: " + signature);
  }

  @Test
  void aBranchThatIsReplacedByAnotherHistoryMeanwhileIsBuiltUponInTheEnd() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    TestClone clone = new TestClone(gerrit, project);
    Bot bot =
        new Bot(gerrit, project)
            .beforePush(
                () -> clone.replaceHistory("values.yaml", Bot.CHART.get("values.yaml") + "# x\n"));

    assertThat(bot.update("wait:1.0.0-2").outcome()).isEqualTo(Outcome.PUSHED);

    assertThat(project.file(project.onlyOpenChange(), "values.yaml")).endsWith("# x\n");
  }

  @Test
  void aPackThatIsTooLarge() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    configure(project, Map.of("max_object_size_limit", "10"));

    assertThatItIsRefused(
        () -> update(project, commit(Optional.empty(), Map.of())), "too large", "limits the size");
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void aProjectThatTheAccountMayNotRead() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    configure(project, Map.of("state", "HIDDEN"));

    assertThatItIsRefused(
        () -> update(project, commit(Optional.empty(), Map.of())),
        "project " + project.name(),
        "right 'Read'");
    configure(project, Map.of("state", "ACTIVE"));
    assertThat(project.changes()).isEmpty();
  }

  private static void assertThatItIsRefused(ThrowingCallable run, String what, String hint) {
    assertThatThrownBy(run)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(what)
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isFalse())
        .satisfies(e -> assertThat(((ChartbotException) e).hint().orElse("")).contains(hint));
  }

  private void update(TestProject project, CommitRules rules) throws ChartbotException {
    new Bot(gerrit, project).commit(rules).update(IMAGE);
  }

  private static CommitRules commit(Optional<Identity> author, Map<String, String> footers) {
    return new CommitRules(author, footers, Optional.empty(), Optional.empty());
  }

  private void configure(TestProject project, Map<String, String> settings) throws Exception {
    gerrit
        .rest(gerrit.admin())
        .put("/projects/" + GerritRest.segment(project.name()) + "/config", settings);
  }
}
