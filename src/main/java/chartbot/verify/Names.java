package chartbot.verify;

import java.util.regex.Pattern;

/** What Kubernetes takes for a name. */
final class Names {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern QUALIFIED =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final int LONGEST = 63;

  private Names() {}

  /** Of containers and volumes. */
  static boolean isLabel(String name) {
    return name.length() <= LONGEST && LABEL.matcher(name).matches();
  }

  /** Of a Job: Kubernetes writes it into a label of the pods, so it is no longer than one. */
  static boolean isJobName(String name) {
    return name.length() <= LONGEST && SUBDOMAIN.matcher(name).matches();
  }

  /** Of other objects that run pods. */
  static boolean isSubdomain(String name) {
    return name.length() <= 253 && SUBDOMAIN.matcher(name).matches();
  }

  /** The value of a label of an object. */
  static boolean isLabelValue(String value) {
    return value.isEmpty() || isQualified(value);
  }

  /** The key of a label or annotation. */
  static boolean isKey(String key) {
    int slash = key.indexOf('/');
    if (slash < 0) {
      return isQualified(key);
    }
    String prefix = key.substring(0, slash);
    return prefix.length() <= 253
        && SUBDOMAIN.matcher(prefix).matches()
        && isQualified(key.substring(slash + 1));
  }

  private static boolean isQualified(String text) {
    return text.length() <= LONGEST && QUALIFIED.matcher(text).matches();
  }
}
