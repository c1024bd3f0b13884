package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.FileEdit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitTextDiffTest {

  @Test
  void showsAChangeWithThreeLinesOfContext() {
    assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
        .isEqualTo(
            """
            diff --git a/values.yaml b/values.yaml
            --- a/values.yaml
            +++ b/values.yaml
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            """);
  }

  @Test
  void showsANewFile() {
    FileEdit edit = new FileEdit("templates/a.yaml", Optional.empty(), "x\n".getBytes(UTF_8));

    assertThat(new GitTextDiff().unified(List.of(edit)))
        .isEqualTo(
            """
            diff --git a/templates/a.yaml b/templates/a.yaml
            new file mode 100644
            --- /dev/null
            +++ b/templates/a.yaml
            @@ -0,0 +1 @@
            +x
            """);
  }

  @Test
  void showsAFileThatGoes() {
    FileEdit edit = FileEdit.removal("templates/a.yaml", "x\n".getBytes(UTF_8));
    FileEdit empty = FileEdit.removal("templates/b.yaml", new byte[0]);

    assertThat(new GitTextDiff().unified(List.of(edit, empty)))
        .isEqualTo(
            """
            diff --git a/templates/a.yaml b/templates/a.yaml
            deleted file mode 100644
            --- a/templates/a.yaml
            +++ /dev/null
            @@ -1 +0,0 @@
            -x
            diff --git a/templates/b.yaml b/templates/b.yaml
            deleted file mode 100644
            """);
  }

  @Test
  void namesTheFilesOfAFolderFromOutsideOfIt() {
    FileEdit changed =
        new FileEdit("values.yaml", Optional.of("1\n".getBytes(UTF_8)), "2\n".getBytes(UTF_8));
    FileEdit created = new FileEdit("templates/a.yaml", Optional.empty(), "x\n".getBytes(UTF_8));

    assertThat(new GitTextDiff().unified("charts/infra", List.of(changed, created)))
        .isEqualTo(
            """
            diff --git a/charts/infra/values.yaml b/charts/infra/values.yaml
            --- a/charts/infra/values.yaml
            +++ b/charts/infra/values.yaml
            @@ -1 +1 @@
            -1
            +2
            diff --git a/charts/infra/templates/a.yaml b/charts/infra/templates/a.yaml
            new file mode 100644
            --- /dev/null
            +++ b/charts/infra/templates/a.yaml
            @@ -0,0 +1 @@
            +x
            """);
  }

  @Test
  void tellsThatAFinalNewlineIsMissing() {
    assertThat(diff("a: 1", "a: 2")).endsWith("+a: 2\n\\ No newline at end of file\n");
  }

  @Test
  void saysNothingWhereNothingChanges() {
    assertThat(diff("a\n", "a\n")).isEmpty();
  }

  private static String diff(String before, String after) {
    return new GitTextDiff()
        .unified(
            List.of(
                new FileEdit(
                    "values.yaml", Optional.of(before.getBytes(UTF_8)), after.getBytes(UTF_8))));
  }
}
