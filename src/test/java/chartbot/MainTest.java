package chartbot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir private Path folder;

  @Test
  void aRunEndsTheProcessesThatItStarted() throws Exception {
    Files.writeString(folder.resolve("Chart.yaml"), "apiVersion: v2\nname: a\nversion: 1.0.0\n");
    Files.writeString(
        folder.resolve("values.yaml"), "images:\n  svc:\n    name: svc\n    tag: 1.2.3-4\n");
    Files.createDirectory(folder.resolve("templates"));
    Files.writeString(
        folder.resolve("templates").resolve("pod.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: svc
        spec:
          containers:
            - name: svc
              image: "{{ .Values.images.svc.name }}:{{ .Values.images.svc.tag }}"
        """);
    Set<Long> before = children();

    CommandLineRun run =
        CommandLineRun.of(
            Map.of("HOME", folder.resolve("home").toString(), "PATH", "/usr/bin:/bin"),
            "apply",
            "--chart-dir",
            folder.toString(),
            "svc:1.2.3-5");

    assertThat(run.err()).doesNotContain("error");
    assertThat(run.exitCode()).isZero();
    assertThat(children()).isSubsetOf(before);
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }
}
