package chartbot.verify;

/** Takes image references apart: {@code registry/path/NAME:TAG@sha256:...}. */
final class Images {

  private Images() {}

  /** NAME of a reference. */
  static String name(String image) {
    String last = last(image);
    int end = last.indexOf('@') >= 0 ? last.indexOf('@') : last.length();
    int colon = last.indexOf(':');
    return last.substring(0, colon >= 0 ? Math.min(colon, end) : end);
  }

  /** TAG of a reference; empty where it has none. */
  static String tag(String image) {
    String last = last(image);
    int at = last.indexOf('@');
    String tagged = at >= 0 ? last.substring(0, at) : last;
    int colon = tagged.indexOf(':');
    return colon >= 0 ? tagged.substring(colon + 1) : "";
  }

  /** What is behind {@code @}; empty where nothing is. It wins over the tag. */
  static String digest(String image) {
    int at = image.indexOf('@');
    return at >= 0 ? image.substring(at + 1) : "";
  }

  private static String last(String image) {
    int at = image.indexOf('@');
    return image.substring(image.lastIndexOf('/', at >= 0 ? at : image.length()) + 1);
  }
}
