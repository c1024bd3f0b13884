package chartbot.verify;

import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory in which the pages of a mapped file lie. Most of a large library is read while it
 * starts and never again; a page that is still the file's own can be given back, and is read from
 * the file again by whoever needs it.
 */
final class ResidentPages {

  private static final Path MAPPINGS = Path.of("/proc/self/maps");
  private static final String PAGES = "/proc/self/pagemap";

  /** As in Linux's mman.h. */
  private static final int MADV_DONTNEED = 4;

  // The highest bits of a page's 64, as in Linux's documentation of pagemap: 63, 62 and 61.
  private static final int PRESENT = 1 << 7;
  private static final int SWAPPED = 1 << 6;
  private static final int OF_FILE = 1 << 5;

  /** Fewer pages at a time are not worth the call. */
  private static final int WORTHWHILE = 16;

  private ResidentPages() {}

  /** Pages or addresses: the first, and the one behind the last. */
  record Range(long start, long end) {}

  /** Gives back what nothing has written to; where Linux does not tell that, nothing. */
  static void release(Path file) {
    if (!Files.isReadable(MAPPINGS)) {
      return;
    }
    try (RandomAccessFile pagemap = new RandomAccessFile(PAGES, "r")) {
      NativeLibrary libc = NativeLibrary.getProcess();
      int size = libc.getFunction("getpagesize").invokeInt(new Object[0]);
      for (Range mapping : readOnly(Files.readString(MAPPINGS), file.toRealPath())) {
        long first = mapping.start() / size;
        byte[] entries = new byte[(int) (mapping.end() / size - first) * Long.BYTES];
        pagemap.seek(first * Long.BYTES);
        pagemap.readFully(entries);
        for (Range run : unwritten(entries)) {
          // Should the system refuse, it all stays as it is.
          libc.getFunction("madvise")
              .invokeInt(
                  new Object[] {
                    new Pointer((first + run.start()) * size),
                    new NativeLong((run.end() - run.start()) * size),
                    MADV_DONTNEED
                  });
        }
      }
    } catch (IOException | UnsatisfiedLinkError e) {
      // Less memory is a courtesy; nothing depends on it.
      return;
    }
  }

  /**
   * Where the file is mapped so that nothing can be written any more.
   *
   * @param maps as proc_pid_maps(5) describes it
   */
  static List<Range> readOnly(String maps, Path file) {
    String end = " " + file + "\n";
    List<Range> found = new ArrayList<>();
    for (int at = maps.indexOf(end); at >= 0; at = maps.indexOf(end, at + 1)) {
      int start = maps.lastIndexOf('\n', at) + 1;
      int dash = maps.indexOf('-', start);
      int space = maps.indexOf(' ', dash);
      if (maps.startsWith("r-", space + 1)) {
        found.add(
            new Range(
                Long.parseUnsignedLong(maps, start, dash, 16),
                Long.parseUnsignedLong(maps, dash + 1, space, 16)));
      }
    }
    return found;
  }

  /**
   * Runs of pages none of which the process has a copy of its own of: not in memory, or the file's.
   *
   * @param pagemap 64 bits for each page, as Linux's documentation describes them
   */
  static List<Range> unwritten(byte[] pagemap) {
    int flags = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Long.BYTES - 1 : 0;
    int pages = pagemap.length / Long.BYTES;
    List<Range> runs = new ArrayList<>();
    int start = 0;
    for (int page = 0; page <= pages; page++) {
      if (page == pages || isOwn(pagemap[page * Long.BYTES + flags])) {
        if (page - start >= WORTHWHILE) {
          runs.add(new Range(start, page));
        }
        start = page + 1;
      }
    }
    return runs;
  }

  private static boolean isOwn(byte flags) {
    return (flags & OF_FILE) == 0 && (flags & (PRESENT | SWAPPED)) != 0;
  }
}
