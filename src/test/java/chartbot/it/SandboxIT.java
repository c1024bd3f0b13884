package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.sandbox.GerritRest;
import chartbot.sandbox.SampleChart;
import chartbot.sandbox.Sandbox;
import chartbot.sandbox.SandboxHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The sandbox with its own real Gerrit. */
class SandboxIT {

  @Test
  void servesTheSampleChartAndLeavesNothingBehind() throws Exception {
    List<String> progress = new ArrayList<>();
    ProcessHandle process;
    Path site;
    try (Sandbox sandbox = Sandbox.start(SandboxHome.discover(System.getenv()), progress::add)) {
      process = sandbox.server().process();
      site = sandbox.server().site();

      assertThat(process.isAlive()).isTrue();
      assertThat(site).isDirectory();
      SortedMap<String, byte[]> sample = SampleChart.files();
      for (Map.Entry<String, byte[]> file : sample.entrySet()) {
        assertThat(
                sandbox
                    .server()
                    .admin()
                    .fileAtTip(sandbox.project(), sandbox.branch(), file.getKey()))
            .as(file.getKey())
            .isEqualTo(file.getValue());
      }
    }

    assertThat(process.isAlive()).isFalse();
    assertThat(site).doesNotExist();
    assertThat(progress).last().asString().startsWith("sandbox ready after ");
  }

  @Test
  void letsItsOrdinaryUserProposeAChangeAndShowsIt() throws Exception {
    try (Sandbox sandbox = Sandbox.start(SandboxHome.discover(System.getenv()), line -> {})) {
      GerritRest rest = sandbox.server().rest(sandbox.user(), sandbox.password());
      String patch =
          """
          diff --git a/NOTES.md b/NOTES.md
          new file mode 100644
          --- /dev/null
          +++ b/NOTES.md
          @@ -0,0 +1 @@
          +Hello
          """;
      long number =
          rest.post(
                  "/changes/",
                  Map.of(
                      "project", sandbox.project(),
                      "branch", sandbox.branch(),
                      "subject", "Add notes",
                      "patch", Map.of("patch", patch)))
              .getAsJsonObject()
              .get("_number")
              .getAsLong();

      Sandbox.HeldChange held = sandbox.change(number);

      assertThat(held.status()).isEqualTo("NEW");
      assertThat(held.patchSet()).isEqualTo(1);
      assertThat(held.message()).startsWith("Add notes\n").contains("Change-Id: I");
      assertThat(held.diff()).startsWith("diff --git a/NOTES.md b/NOTES.md\n").contains("+Hello\n");
    }
  }
}
