package chartbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesTest {

  @TempDir Path folder;

  @Test
  void everyCommandHasAPageWithItsOptionsAndExamples() throws IOException {
    ManPages.main(new String[] {folder.toString()});

    assertThat(folder)
        .isDirectoryContaining("glob:**/chartbot.adoc")
        .isDirectoryContaining("glob:**/chartbot-update.adoc")
        .isDirectoryContaining("glob:**/chartbot-apply.adoc")
        .isDirectoryContaining("glob:**/chartbot-refresh.adoc")
        .isDirectoryContaining("glob:**/chartbot-status.adoc")
        .isDirectoryContaining("glob:**/chartbot-doctor.adoc")
        .isDirectoryContaining("glob:**/chartbot-sandbox.adoc")
        .isDirectoryContaining("glob:**/chartbot-completion.adoc");
    assertThat(Files.readString(folder.resolve("chartbot-update.adoc")))
        .startsWith("// tag::picocli-generated-full-manpage[]")
        .contains(":doctype: manpage", "*--wait*", "*--if-missing*", "==  Examples:\n")
        .contains("\n  chartbot update eric-enm-models-custom-service:1.2.3-4\n");
  }
}
