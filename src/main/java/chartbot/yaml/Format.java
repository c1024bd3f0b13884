package chartbot.yaml;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a file is read as. */
enum Format {
  /** A chart's file: only what Helm reads too, and as Helm reads it. */
  HELM,
  /** A file of chartbot's own: YAML with the types of its core schema only. */
  YAML,
  /** A file that another tool wrote: JSON, comments and bare words allowed. */
  JSON;

  private static final Set<String> CORE_TYPES =
      Set.of("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge");

  /** What a text that cannot be read is reported as. */
  String invalid(String problem) {
    if (this != HELM && problem.startsWith("expected '<document start>'")) {
      return "unexpected content after the " + this;
    }
    return "not valid " + (this == JSON ? "JSON" : "YAML") + ": " + problem;
  }

  /** How to go on from there. */
  @Nullable String hint() {
    return this == HELM ? "Helm cannot read this file either; fix it first" : null;
  }

  /** Whether a type that a program would have to know is written in front of a value. */
  boolean refusesType(@Nullable String tag) {
    String prefix = "tag:yaml.org,2002:";
    return this != HELM
        && tag != null
        && !tag.startsWith("!")
        && !(tag.startsWith(prefix) && CORE_TYPES.contains(tag.substring(prefix.length())));
  }
}
