package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GitPatchTest {

  @Test
  void addsFilesByteByByte() {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("a/crlf", "one\r\ntwo\n".getBytes(ISO_8859_1));
    files.put("empty", new byte[0]);
    files.put("open", "not UTF-8: \u00ff\nno end".getBytes(ISO_8859_1));

    assertThat(new String(GitPatch.adding(files), ISO_8859_1))
        .isEqualTo(
            """
            diff --git a/a/crlf b/a/crlf
            new file mode 100644
            --- /dev/null
            +++ b/a/crlf
            @@ -0,0 +1,2 @@
            +one\r
            +two
            diff --git a/empty b/empty
            new file mode 100644
            diff --git a/open b/open
            new file mode 100644
            --- /dev/null
            +++ b/open
            @@ -0,0 +1,2 @@
            +not UTF-8: \u00ff
            +no end
            \\ No newline at end of file
            """);
  }
}
