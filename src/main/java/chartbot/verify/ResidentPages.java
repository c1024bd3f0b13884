package chartbot.verify;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory in which the pages of a mapped file lie. Most of a large library is read while it
 * starts and never again; what is as in the file can be given back, and is read from there again by
 * whoever needs it.
 */
final class ResidentPages {

  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final int MADV_DONTNEED = 4; // as in Linux's mman.h, on every processor

  private ResidentPages() {}

  /**
   * A part of this process's memory.
   *
   * @param end the first address behind it
   */
  record Mapping(long start, long end) {}

  /** Gives back what nothing has written to; where Linux does not tell that, nothing. */
  static void release(Path file) {
    if (!Files.isReadable(MAPPINGS)) {
      return;
    }
    try {
      String mappings = new String(Files.readAllBytes(MAPPINGS), StandardCharsets.UTF_8);
      Function madvise = NativeLibrary.getProcess().getFunction("madvise");
      for (Mapping mapping : unwritten(mappings, file.toRealPath())) {
        // Should the system refuse, it all stays as it is.
        madvise.invokeInt(
            new Object[] {
              new Pointer(mapping.start()),
              new NativeLong(mapping.end() - mapping.start()),
              MADV_DONTNEED
            });
      }
    } catch (IOException | UnsatisfiedLinkError e) {
      // Less memory is a courtesy; nothing depends on it.
      return;
    }
  }

  /**
   * The mappings of the file that cannot be written and hold no page of their own.
   *
   * @param smaps as proc_pid_smaps(5) describes it
   */
  static List<Mapping> unwritten(String smaps, Path file) {
    String end = " " + file + "\n";
    List<Mapping> found = new ArrayList<>();
    for (int at = smaps.indexOf(end); at >= 0; at = smaps.indexOf(end, at + 1)) {
      String head = smaps.substring(smaps.lastIndexOf('\n', at) + 1, at);
      int dash = head.indexOf('-');
      int space = head.indexOf(' ');
      boolean readOnly = head.startsWith("r-", space + 1);
      int own = smaps.indexOf("\nAnonymous:", at);
      if (readOnly
          && own >= 0
          && smaps.substring(own, smaps.indexOf("kB", own)).matches("\\D*0 ")) {
        found.add(
            new Mapping(
                Long.parseUnsignedLong(head.substring(0, dash), 16),
                Long.parseUnsignedLong(head.substring(dash + 1, space), 16)));
      }
    }
    return found;
  }
}
