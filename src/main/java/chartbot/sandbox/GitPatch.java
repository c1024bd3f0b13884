package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/** A patch in Git's form that adds text files: what Gerrit takes as the content of a change. */
final class GitPatch {

  private GitPatch() {}

  static byte[] adding(SortedMap<String, byte[]> files) {
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    files.forEach(
        (path, content) -> {
          write(patch, "diff --git a/%1$s b/%1$s\nnew file mode 100644\n".formatted(path));
          if (content.length > 0) {
            write(patch, "--- /dev/null\n+++ b/%s\n".formatted(path));
            writeLines(patch, content);
          }
        });
    return patch.toByteArray();
  }

  private static void writeLines(ByteArrayOutputStream patch, byte[] content) {
    List<byte[]> lines = lines(content);
    write(patch, "@@ -0,0 +1,%d @@\n".formatted(lines.size()));
    for (byte[] line : lines) {
      patch.write('+');
      patch.writeBytes(line);
    }
    if (content[content.length - 1] != '\n') {
      write(patch, "\n\\ No newline at end of file\n");
    }
  }

  /** Bytes, not characters: what is not UTF-8 must arrive as it is. */
  private static List<byte[]> lines(byte[] content) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n' || i == content.length - 1) {
        lines.add(Arrays.copyOfRange(content, start, i + 1));
        start = i + 1;
      }
    }
    return lines;
  }

  private static void write(ByteArrayOutputStream patch, String text) {
    patch.writeBytes(text.getBytes(UTF_8));
  }
}
