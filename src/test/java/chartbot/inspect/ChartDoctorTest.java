package chartbot.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.Deployments;
import chartbot.chart.ImageRules;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedChartbotException;
import chartbot.error.VerificationException;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.TestTarget;
import chartbot.review.ScriptedReviews;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import chartbot.update.ChartRepository;
import chartbot.update.ChartVerifier;
import chartbot.update.Proposal;
import chartbot.update.PushResult;
import chartbot.update.Snapshot;
import chartbot.update.Verification;
import chartbot.update.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the doctor makes of a chart; the checks on a server are proved end to end. */
class ChartDoctorTest {

  private static final Target TARGET = TestTarget.of("charts/infra", "master");

  private final Map<String, String> files = new TreeMap<>();
  private final List<String> read = new ArrayList<>();
  private Optional<EnvironmentException> fault = Optional.empty();
  private final List<String> verified = new ArrayList<>();
  private Optional<VerificationException> refusal = Optional.empty();

  @Test
  void aChartThatCannotBeReadIsOneLineOfTheTable() {
    files.put("Chart.yaml", "name: infra\n");
    fault = Optional.of(EnvironmentException.temporary("no answer", "a retry may help", null));

    assertThat(checks())
        .extracting(check -> check.subject() + " " + check.verdict() + " " + check.found())
        .contains("branch OK master at 1111111111", "chart FAILED no answer");
  }

  @Test
  void theBranchsChartIsExaminedAsAnUpdateWouldBe() {
    files.put("Chart.yaml", "name: infra\n");
    files.put("values.yaml", "images: {}\n");
    files.put("templates/job.yaml", "kind: Job");

    assertThat(checks())
        .extracting(check -> check.subject() + " " + check.verdict() + " " + check.found())
        .contains(
            "render WARNING a note",
            "render OK Helm renders the chart of the branch, and Kubernetes accepts it");
    assertThat(verified).containsExactly("templates/job.yaml");
  }

  @Test
  void aChartThatHelmRefusesIsAFailure() {
    files.put("Chart.yaml", "name: infra\n");
    files.put("values.yaml", "images: {}\n");
    refusal = Optional.of(new VerificationException("templates/a.yaml:1: no", "fix it"));

    assertThat(checks())
        .extracting(check -> check.subject() + " " + check.verdict() + " " + check.found())
        .contains("render FAILED templates/a.yaml:1: no");
  }

  private List<Check> checks() {
    return new ChartDoctor(
            new Tip(), new ScriptedReviews(), () -> "3.10.2", this::trial, verifier())
        .target(TARGET);
  }

  private void trial(Target target, Snapshot tip, List<String> options) {
    assertThat(tip.commit()).hasSize(40);
  }

  private ChartVerifier verifier() {
    return new ChartVerifier() {
      @Override
      public Deployments deployments(ImageRules images, VerifyRules rules) {
        return Deployments.unknown();
      }

      @Override
      public Verification examine(ChartFiles chart, ImageRules images, VerifyRules rules)
          throws VerificationException {
        if (refusal.isPresent()) {
          throw refusal.get();
        }
        verified.addAll(chart.paths("templates/"));
        return new Verification(Verified.FULL, "", "kind: Job\n", List.of("a note"));
      }

      @Override
      public Verification verify(
          ChartFiles before, ChartEdit edit, ImageRules images, VerifyRules rules) {
        throw new AssertionError("there is no edit");
      }
    };
  }

  /** A branch whose chart is this test's. */
  private final class Tip implements ChartRepository {

    @Override
    public Snapshot fetchTip(Target target) {
      return new Snapshot() {
        @Override
        public String commit() {
          return "1".repeat(40);
        }

        @Override
        public ChartFiles chart() {
          return new Files();
        }
      };
    }

    @Override
    public Optional<Snapshot> keptTip(Target target) {
      throw new AssertionError("the doctor fetches");
    }

    @Override
    public Snapshot fetchParent(Target target, PatchSet patchSet) {
      throw new AssertionError("the doctor looks at no change");
    }

    @Override
    public List<Snapshot> history(Target target, int most) {
      throw new AssertionError("the doctor looks at the tip alone");
    }

    @Override
    public String tree(Target target, Snapshot commit, ChartEdit edit) {
      throw new AssertionError("the doctor drafts nothing");
    }

    @Override
    public boolean holds(Target target, PatchSet patchSet, String tree) {
      throw new AssertionError("the doctor looks at no change");
    }

    @Override
    public PushResult push(Target target, Snapshot parent, ChartEdit edit, Proposal proposal) {
      throw new AssertionError("the doctor changes nothing");
    }

    @Override
    public PushResult pushAgain(Target target, PatchSet patchSet, Proposal proposal) {
      throw new AssertionError("the doctor changes nothing");
    }
  }

  private final class Files implements ChartFiles {

    @Override
    public Optional<byte[]> read(String path) {
      if (fault.isPresent()) {
        throw new UncheckedChartbotException(fault.get());
      }
      read.add(path);
      return Optional.ofNullable(files.get(path)).map(text -> text.getBytes(UTF_8));
    }

    @Override
    public List<String> paths(String folder) {
      return files.keySet().stream().filter(path -> path.startsWith(folder)).toList();
    }
  }
}
