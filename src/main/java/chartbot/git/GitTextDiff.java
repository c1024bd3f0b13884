package chartbot.git;

import chartbot.chart.FileEdit;
import chartbot.update.TextDiff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** Unified diffs in Git's own format, missing final newlines included. */
public final class GitTextDiff implements TextDiff {

  @Override
  public String unified(String folder, List<FileEdit> edits) {
    String prefix = folder.isEmpty() ? "" : folder + "/";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      for (FileEdit edit : edits) {
        byte[] before = edit.before().orElse(new byte[0]);
        if (edit.before().isPresent() && Arrays.equals(before, edit.after())) {
          continue;
        }
        out.write(header(prefix + edit.path(), edit).getBytes(StandardCharsets.UTF_8));
        RawText a = new RawText(before);
        RawText b = new RawText(edit.after());
        EditList changes = new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b);
        formatter.format(changes, a, b);
      }
      formatter.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String header(String path, FileEdit edit) {
    String created = edit.before().isPresent() ? "" : "new file mode 100644\n";
    String before = edit.before().isPresent() ? "a/" + path : "/dev/null";
    return "diff --git a/"
        + path
        + " b/"
        + path
        + "\n"
        + created
        + "--- "
        + before
        + "\n+++ b/"
        + path
        + "\n";
  }
}
