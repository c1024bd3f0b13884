package chartbot.verify;

import chartbot.chart.ChartEdit;
import chartbot.verify.RenderedObject.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What differs between two renderings, and what of it an update explains. */
final class Differences {

  private final Map<ObjectId, RenderedObject> before;
  private final Map<ObjectId, RenderedObject> after;

  Differences(RenderedObjects before, RenderedObjects after) {
    this.before = before.byId();
    this.after = after.byId();
  }

  /** The objects that are new, gone or changed, in the order of the manifests. */
  Set<ObjectId> all() {
    Set<ObjectId> ids = new LinkedHashSet<>(before.keySet());
    ids.addAll(after.keySet());
    ids.removeIf(id -> data(before.get(id)).equals(data(after.get(id))));
    return ids;
  }

  /** Those that the update does not explain by the tags and the chart's version that it changes. */
  Set<ObjectId> unexplained(ChartEdit edit) {
    Map<String, String> replaced = new LinkedHashMap<>();
    edit.version().ifPresent(version -> replaced.put(version.from(), version.to()));
    edit.images().stream()
        .filter(image -> !image.isRemoval())
        .forEach(image -> image.from().ifPresent(from -> replaced.put(from, image.to())));
    Set<ObjectId> ids = all();
    ids.removeIf(
        id ->
            before.containsKey(id)
                && after.containsKey(id)
                && explains(replaced, data(before.get(id)), data(after.get(id))));
    removeRenamed(ids, replaced);
    return ids;
  }

  /** An object whose name holds the tag in some form is gone under the old one. */
  private void removeRenamed(Set<ObjectId> ids, Map<String, String> replaced) {
    List<RenderedObject> added = new ArrayList<>(after.values());
    added.removeIf(is -> before.containsKey(is.id()) || !ids.contains(is.id()));
    for (RenderedObject was : before.values()) {
      if (ids.contains(was.id()) && !after.containsKey(was.id())) {
        Optional<RenderedObject> is =
            added.stream().filter(each -> isRenamed(was, each, replaced)).findFirst();
        if (is.isPresent()) {
          added.remove(is.get());
          ids.remove(was.id());
          ids.remove(is.get().id());
        }
      }
    }
  }

  private boolean isRenamed(RenderedObject was, RenderedObject is, Map<String, String> replaced) {
    if (!was.template().equals(is.template()) || !was.id().kind().equals(is.id().kind())) {
      return false;
    }
    Map<String, String> renamed = new LinkedHashMap<>(replaced);
    renamed.put(was.id().name(), is.id().name());
    return explains(renamed, was.data(), is.data());
  }

  String describe(ObjectId id) {
    RenderedObject is = after.get(id);
    RenderedObject was = before.get(id);
    String what = is == null ? " is gone" : was == null ? " is new" : " changes";
    return id + what + " (" + Objects.requireNonNull(is == null ? was : is).template() + ")";
  }

  private static Map<String, @Nullable Object> data(@Nullable RenderedObject object) {
    return object == null ? Map.of() : object.data();
  }

  private static boolean explains(
      Map<String, String> replaced, @Nullable Object was, @Nullable Object is) {
    if (Objects.equals(was, is)) {
      return true;
    }
    if (was instanceof Map<?, ?> old && is instanceof Map<?, ?> now) {
      return old.keySet().equals(now.keySet())
          && old.keySet().stream()
              .allMatch(
                  key ->
                      String.valueOf(key).startsWith("checksum/") // derived from the rest
                          || explains(replaced, old.get(key), now.get(key)));
    }
    if (was instanceof List<?> old && is instanceof List<?> now && old.size() == now.size()) {
      for (int i = 0; i < old.size(); i++) {
        if (!explains(replaced, old.get(i), now.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (was == null || is == null || was instanceof Map || was instanceof List) {
      return false;
    }
    return replaced(was.toString(), replaced).equals(is.toString());
  }

  /** Each text once, the longest first: a version may be the beginning of a tag. */
  private static String replaced(String text, Map<String, String> replaced) {
    String any =
        replaced.keySet().stream()
            .filter(from -> !from.isEmpty())
            .sorted(Comparator.comparing(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return any.isEmpty()
        ? text
        : Pattern.compile(any)
            .matcher(text)
            .replaceAll(
                found -> Matcher.quoteReplacement(replaced.getOrDefault(found.group(), "")));
  }
}
