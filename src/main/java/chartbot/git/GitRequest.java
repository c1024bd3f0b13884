package chartbot.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;

/** What is sent to a server, of which the beginning says what is asked for. */
final class GitRequest extends FilterOutputStream {

  private static final int BEGINNING = 8 << 10;
  private static final int GZIP = 0x1f;

  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private volatile boolean forObjects;

  GitRequest(OutputStream out) {
    super(out);
  }

  /** Whether objects are asked for, and not refs or the outcome of a push. */
  boolean isForObjects() {
    return forObjects;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    int kept = Math.min(length, BEGINNING - beginning.size());
    if (!forObjects && kept > 0) {
      beginning.write(bytes, offset, kept);
      String text = text(beginning.toByteArray());
      forObjects = text.contains("command=fetch") || text.contains("want ");
    }
  }

  /** JGit packs what becomes shorter by that. */
  private static String text(byte[] bytes) {
    if (bytes[0] != GZIP) {
      return new String(bytes, ISO_8859_1);
    }
    byte[] text = new byte[BEGINNING];
    int length = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      for (int read = 0; read >= 0 && length < text.length; length += Math.max(read, 0)) {
        read = in.read(text, length, text.length - length);
      }
    } catch (IOException notYetComplete) {
      return new String(text, 0, length, ISO_8859_1);
    }
    return new String(text, 0, length, ISO_8859_1);
  }
}
