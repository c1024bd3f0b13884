package chartbot.helm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;

/**
 * The annotation that makes a manifest a hook. The packaged Helm prints no hooks, so in the copy
 * that it renders the key is another one of the same length: lines and columns stay right.
 */
final class HookKey {

  private static final String KEY = "helm.sh/hook";
  private static final String HIDDEN = "helm.sh/ho0k";
  private static final Pattern WHOLE_KEY = Pattern.compile("helm\\.sh/hook(?![-\\w])");

  /** A part of the key, or the key as text that is put together when the template runs. */
  private static final Pattern COMPUTED =
      Pattern.compile("helm\\.sh(?!/(?:hook|chart|resource-policy)(?![\\w]))|(?<!helm\\.sh)/hook");

  private HookKey() {}

  static byte[] hide(byte[] file) {
    String text = new String(file, ISO_8859_1); // one character per byte, whatever it means
    return text.contains(KEY)
        ? WHOLE_KEY.matcher(text).replaceAll(HIDDEN).getBytes(ISO_8859_1)
        : file;
  }

  static String restore(String text) {
    return text.replace(HIDDEN, KEY);
  }

  /** Whether the file may put the key together at render time. */
  static boolean mayBeComputedIn(byte[] file) {
    String text = new String(file, ISO_8859_1);
    return text.contains("hook") && COMPUTED.matcher(text).find();
  }
}
