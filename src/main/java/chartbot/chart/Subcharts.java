package chartbot.chart;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Files of subcharts that are vendored as archives.
 *
 * @param unread archives that are none, too large, or in another archive
 */
record Subcharts(List<Subcharts.File> files, List<String> unread) {

  private static final Pattern ARCHIVE = Pattern.compile("charts/[^/]+\\.tgz");
  private static final Pattern VALUES = Pattern.compile(".*/values[^/]*\\.ya?ml");
  private static final int BLOCK = 512;
  private static final long LARGEST = 64L << 20;

  /**
   * @param path the archive's and the one in it
   */
  record File(String path, String text) {}

  /** Whether a path is that of a values file. */
  static boolean isValues(String path) {
    return VALUES.matcher(path).matches();
  }

  /**
   * Reads all archives.
   *
   * @param wanted by the path of the archive and that in it
   */
  static Subcharts archived(ChartFiles chart, Predicate<String> wanted) {
    Subcharts found = new Subcharts(new ArrayList<>(), new ArrayList<>());
    for (String path : chart.paths("charts/")) {
      if (ARCHIVE.matcher(path).matches()) {
        Optional<byte[]> bytes = chart.read(path);
        try (InputStream tar =
            new GZIPInputStream(new ByteArrayInputStream(bytes.orElse(new byte[0])))) {
          found.read(path, tar, wanted);
        } catch (IOException notAnArchive) {
          found.unread.add(path); // Helm says what is wrong with it
        }
      }
    }
    return found;
  }

  private void read(String archive, InputStream tar, Predicate<String> wanted) throws IOException {
    long left = LARGEST;
    for (byte[] header = tar.readNBytes(BLOCK);
        header.length == BLOCK && header[0] != 0 && left > 0;
        header = tar.readNBytes(BLOCK)) {
      String name = text(header, 0, 100);
      long size = size(text(header, 124, 12));
      long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
      left -= padded;
      if (size < 0 || left < 0) {
        unread.add(archive);
        return;
      }
      String path = archive + "/" + name;
      if (name.endsWith(".tgz")) {
        unread.add(path);
      }
      if (wanted.test(path)) {
        byte[] content = tar.readNBytes((int) padded);
        int length = (int) Math.min(size, content.length);
        files.add(new File(path, new String(content, 0, length, StandardCharsets.UTF_8)));
      } else {
        tar.skipNBytes(padded);
      }
    }
  }

  private static String text(byte[] header, int from, int length) {
    String field = new String(header, from, length, StandardCharsets.US_ASCII);
    int end = field.indexOf('\0');
    return (end < 0 ? field : field.substring(0, end)).strip();
  }

  private static long size(String octal) {
    return octal.matches("[0-7]{1,11}") ? Long.parseLong(octal, 8) : -1;
  }
}
