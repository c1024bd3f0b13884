package chartbot.chart;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The values files of subcharts that are vendored as archives. */
final class Subcharts {

  private static final Pattern ARCHIVE = Pattern.compile("charts/[^/]+\\.tgz");
  private static final Pattern VALUES = Pattern.compile(".*/values[^/]*\\.ya?ml");
  private static final int BLOCK = 512;
  private static final long LARGEST = 64L << 20;

  private Subcharts() {}

  /**
   * @param path the archive's and the one in it
   */
  record File(String path, String text) {}

  /** What is no archive, or too large, has none: Helm says what is wrong with it. */
  static List<File> archived(ChartFiles chart) {
    List<File> files = new ArrayList<>();
    for (String path : chart.paths("charts/")) {
      if (ARCHIVE.matcher(path).matches()) {
        Optional<byte[]> bytes = chart.read(path);
        try (InputStream tar =
            new GZIPInputStream(new ByteArrayInputStream(bytes.orElse(new byte[0])))) {
          read(path, tar, files);
        } catch (IOException notAnArchive) {
          // Helm says what is wrong with it.
        }
      }
    }
    return files;
  }

  private static void read(String archive, InputStream tar, List<File> files) throws IOException {
    long left = LARGEST;
    for (byte[] header = tar.readNBytes(BLOCK);
        header.length == BLOCK && header[0] != 0 && left > 0;
        header = tar.readNBytes(BLOCK)) {
      String name = text(header, 0, 100);
      long size = size(text(header, 124, 12));
      long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
      left -= padded;
      if (size < 0 || left < 0) {
        return;
      }
      if (VALUES.matcher(name).matches()) {
        byte[] content = tar.readNBytes((int) padded);
        int length = (int) Math.min(size, content.length);
        files.add(
            new File(archive + "/" + name, new String(content, 0, length, StandardCharsets.UTF_8)));
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
