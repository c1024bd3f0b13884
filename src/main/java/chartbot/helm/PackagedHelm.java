package chartbot.helm;

import chartbot.helm.WorkerResponse.Kind;
import com.marcnuri.helm.jni.TemplateOptions;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The Helm that is packaged with chartbot: a library, inside this process. */
final class PackagedHelm implements Engine {

  private final HelmFunctions helm;

  private PackagedHelm(HelmFunctions helm) {
    this.helm = helm;
  }

  /** Some functions of helm-java's library, without making Java strings of what is long. */
  interface HelmFunctions extends Library {

    HelmResult Template(TemplateOptions options);

    HelmResult Version();

    void Free(HelmResult result);
  }

  /** As in the library's C header. */
  @FieldOrder({"out", "err", "stdOut", "stdErr"})
  public static final class HelmResult extends Structure implements Structure.ByValue {
    public @Nullable Pointer out;
    public @Nullable Pointer err;
    public @Nullable Pointer stdOut;
    public @Nullable Pointer stdErr;
  }

  /**
   * Loads the library.
   *
   * @throws UnsatisfiedLinkError when it does not fit this machine
   */
  static PackagedHelm load(Path library) {
    return new PackagedHelm(Native.load(library.toString(), HelmFunctions.class));
  }

  @Override
  public String version() throws IOException {
    HelmResult result = helm.Version();
    try {
      return text(result.out);
    } finally {
      helm.Free(result);
    }
  }

  @Override
  public WorkerResponse render(WorkerRequest request) throws IOException {
    HelmResult result = helm.Template(options(request));
    try {
      String refusal = text(result.err);
      if (!refusal.isBlank()) {
        return new WorkerResponse(Kind.REFUSED, refusal);
      }
      if (length(result.out) > Worker.MOST_OUTPUT) {
        return new WorkerResponse(Kind.TOO_LONG, "");
      }
      return new WorkerResponse(Kind.RENDERED, text(result.out));
    } finally {
      helm.Free(result);
    }
  }

  private static TemplateOptions options(WorkerRequest request) {
    String none = null;
    return new TemplateOptions(
        RELEASE,
        none,
        request.chart(),
        NAMESPACE,
        request.kubeVersion(),
        0,
        0,
        none,
        none,
        String.join(",", request.values()),
        none,
        none,
        none,
        0,
        0,
        none,
        0,
        none);
  }

  private static long length(@Nullable Pointer text) {
    return text == null ? 0 : text.indexOf(0, (byte) 0);
  }

  private static String text(@Nullable Pointer text) {
    return text == null
        ? ""
        : new String(text.getByteArray(0, (int) length(text)), StandardCharsets.UTF_8);
  }
}
