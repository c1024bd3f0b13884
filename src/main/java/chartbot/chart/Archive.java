package chartbot.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A packaged chart: a tar file in gzip. */
public final class Archive {

  /** What Helm unpacks at most. */
  private static final int MOST_BYTES = 100 << 20;

  private static final int BLOCK = 512;

  private final byte[] tar;

  private Archive(byte[] tar) {
    this.tar = tar;
  }

  /**
   * Unpacks it.
   *
   * @throws IOException when it is no archive, or larger than Helm allows
   */
  public static Archive read(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      byte[] tar = in.readNBytes(MOST_BYTES + 1);
      if (tar.length > MOST_BYTES) {
        throw new IOException("unpacked it is larger than 100 MiB");
      }
      return new Archive(tar);
    }
  }

  /**
   * The same archive with other content.
   *
   * @param change changes the length of no file in it
   */
  public byte[] with(UnaryOperator<byte[]> change) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(change.apply(tar));
    }
    return out.toByteArray();
  }

  /**
   * The regular files by path, as tar(5) describes them; the last of one name counts.
   *
   * @throws IOException when it is no tar file
   */
  public Map<String, byte[]> files(Predicate<String> wanted) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    String longName = "";
    for (int at = 0; at + BLOCK <= tar.length && tar[at] != 0; ) {
      long size = number(at + 124, 12);
      int start = at + BLOCK;
      if (size < 0 || size > tar.length - start) {
        throw new IOException("a file in the archive is cut off");
      }
      byte[] content = Arrays.copyOfRange(tar, start, start + (int) size);
      switch (tar[at + 156]) {
        case 'L' -> longName = text(content, 0, content.length);
        case 'x' -> longName = paxPath(new String(content, UTF_8), longName);
        default -> {
          String name = longName.isEmpty() ? name(at) : longName;
          longName = "";
          if (wanted.test(name)) {
            files.put(name, content);
          }
        }
      }
      at = start + (int) ((size + BLOCK - 1) / BLOCK * BLOCK);
    }
    return files;
  }

  private String name(int at) {
    String name = text(tar, at, 100);
    String prefix = text(tar, at + 257, 5).equals("ustar") ? text(tar, at + 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String paxPath(String records, String otherwise) {
    String path = otherwise;
    for (String record : records.split("\n", -1)) {
      int key = record.indexOf(" path=");
      if (key > 0) {
        path = record.substring(key + " path=".length());
      }
    }
    return path;
  }

  private long number(int at, int length) throws IOException {
    String octal = text(tar, at, length).strip();
    try {
      return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new IOException("no tar file", e);
    }
  }

  private static String text(byte[] bytes, int at, int length) {
    int end = at;
    while (end < at + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, at, end - at, UTF_8);
  }
}
