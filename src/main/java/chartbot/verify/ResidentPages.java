package chartbot.verify;

import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
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

  // As in Linux's documentation of pagemap.
  private static final long PRESENT = 1L << 63;
  private static final long SWAPPED = 1L << 62;
  private static final long OF_FILE = 1L << 61;

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
    List<Range> found = new ArrayList<>();
    for (String line : maps.split("\n", -1)) {
      if (line.endsWith(" " + file)) {
        int dash = line.indexOf('-');
        int space = line.indexOf(' ');
        if (line.startsWith("r-", space + 1)) {
          found.add(
              new Range(
                  Long.parseUnsignedLong(line.substring(0, dash), 16),
                  Long.parseUnsignedLong(line.substring(dash + 1, space), 16)));
        }
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
    LongBuffer pages = ByteBuffer.wrap(pagemap).order(ByteOrder.nativeOrder()).asLongBuffer();
    List<Range> runs = new ArrayList<>();
    int start = 0;
    for (int page = 0; page <= pages.limit(); page++) {
      if (page == pages.limit() || isOwn(pages.get(page))) {
        if (page - start >= WORTHWHILE) {
          runs.add(new Range(start, page));
        }
        start = page + 1;
      }
    }
    return runs;
  }

  private static boolean isOwn(long page) {
    return (page & OF_FILE) == 0 && (page & (PRESENT | SWAPPED)) != 0;
  }
}
