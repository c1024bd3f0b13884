package chartbot.verify;

import chartbot.chart.ChartFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names the line of {@code .helmignore} that keeps a file out of the chart. */
final class HelmIgnored {

  private static final String FILE = ".helmignore";

  private HelmIgnored() {}

  /** {@code .helmignore:LINE}, or the file alone where no single line matches. */
  static Optional<String> by(ChartFiles chart, String path) {
    Optional<byte[]> bytes = chart.read(FILE);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = new String(bytes.get(), StandardCharsets.UTF_8).lines().toList();
    Optional<String> found = Optional.empty();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean negated = line.startsWith("!");
      String rule = negated ? line.substring(1) : line;
      if (!rule.isEmpty() && !rule.startsWith("#") && matches(rule, path)) {
        found = negated ? Optional.empty() : Optional.of(FILE + ":" + (i + 1));
      }
    }
    return found;
  }

  /** A rule with a slash is about the whole path, another about a name; so are folders. */
  private static boolean matches(String rule, String path) {
    String plain = rule.endsWith("/") ? rule.substring(0, rule.length() - 1) : rule;
    boolean whole = plain.contains("/");
    Pattern pattern = pattern(plain.startsWith("/") ? plain.substring(1) : plain);
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      String folder = path.substring(0, end);
      if (pattern.matcher(whole ? folder : name(folder)).matches()) {
        return true;
      }
    }
    return !rule.endsWith("/") && pattern.matcher(whole ? path : name(path)).matches();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append("[^/]*");
        case '?' -> regex.append("[^/]");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
