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
        boolean stays = edit.before().isPresent() && !edit.removed();
        if (stays && Arrays.equals(before, edit.after())) {
          continue;
        }
        RawText a = new RawText(before);
        RawText b = new RawText(edit.after());
        EditList changes = new HistogramDiff().diff(RawTextComparator.DEFAULT, a, b);
        String header = header(prefix + edit.path(), edit, !changes.isEmpty());
        out.write(header.getBytes(StandardCharsets.UTF_8));
        formatter.format(changes, a, b);
      }
      formatter.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String header(String path, FileEdit edit, boolean hasLines) {
    String a = "a/" + path;
    String b = "b/" + path;
    String mode = edit.before().isEmpty() ? "new" : edit.removed() ? "deleted" : "";
    String header = "diff --git " + a + " " + b + "\n";
    header += mode.isEmpty() ? "" : mode + " file mode 100644\n";
    if (!hasLines) {
      return header;
    }
    return header
        + ("--- " + (edit.before().isEmpty() ? "/dev/null" : a) + "\n")
        + ("+++ " + (edit.removed() ? "/dev/null" : b) + "\n");
  }
}
