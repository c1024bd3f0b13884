package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What the worker answers at its start and to each request.
 *
 * @param text what the kind says
 */
record WorkerResponse(Kind kind, String text) {

  enum Kind {
    /** It has started; the text is Helm's version. */
    READY,
    /** Helm does not run on this machine; the text says why. */
    UNFIT,
    /** The text is what Helm prints. */
    RENDERED,
    /** The text is why Helm refuses the chart. */
    REFUSED,
    /** Helm prints more than is allowed. */
    TOO_LONG,
    /** Helm has ended otherwise; the text is what it said. */
    CRASHED,
    /** Never sent: the worker was killed, since its time was over. */
    TOO_LATE
  }

  void write(DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeUTF(kind.name());
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /**
   * Reads one.
   *
   * @throws IOException when something else is there, or nothing
   */
  static WorkerResponse read(DataInputStream in) throws IOException {
    Kind kind;
    try {
      kind = Kind.valueOf(in.readUTF());
    } catch (IllegalArgumentException e) {
      throw new IOException("not an answer of the worker", e);
    }
    int length = in.readInt();
    if (length < 0 || length > Worker.MOST_OUTPUT) {
      throw new IOException("not an answer of the worker");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new WorkerResponse(kind, new String(bytes, UTF_8));
  }
}
