package chartbot.kubernetes;

import chartbot.verify.ObjectSchema;
import chartbot.verify.Quantity;
import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds unknown, missing and mistyped fields, strictly, as the API server does when asked to. */
public final class KubernetesSchema implements ObjectSchema {

  private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d{1,3})(?:\\D.*)?");

  /** API groups of which every kind is Kubernetes' own. */
  private static final Set<String> OWN_GROUPS =
      Set.of("", "apps", "autoscaling", "batch", "extensions", "policy");

  private @Nullable File file;

  /** The schema file. A type's word may begin with a bracket or a brace: a list, a map of such. */
  private record File(int newest, Map<String, String> kinds, Map<String, Type> types) {}

  /**
   * @param since fields that are newer than the oldest version, with the minor version
   * @param until fields that are gone, with the last minor version that had them
   */
  private record Type(
      Map<String, String> fields,
      List<String> required,
      @Nullable Map<String, Integer> since,
      @Nullable Map<String, Integer> until) {

    boolean has(String field, int minor) {
      return fields.containsKey(field)
          && (since == null || minor >= since.getOrDefault(field, 0))
          && (until == null || minor <= until.getOrDefault(field, Integer.MAX_VALUE));
    }
  }

  @Override
  public List<Mismatch> check(Map<String, @Nullable Object> object, String kubeVersion) {
    File schema = file();
    int minor = minor(kubeVersion).orElse(schema.newest());
    Walk walk = new Walk(schema, minor);
    String apiVersion = Objects.toString(object.get("apiVersion"), "");
    String kind = Objects.toString(object.get("kind"), "");
    String type = schema.kinds().get(apiVersion + " " + kind);
    if (apiVersion.isEmpty() || kind.isEmpty()) {
      String missing = kind.isEmpty() ? "kind" : "apiVersion";
      walk.add(missing, missing, "the field " + missing + " is missing");
    } else if (type != null) {
      walk.value(object, type, "", "");
    } else if (OWN_GROUPS.contains(group(apiVersion)) && isUnknown(schema, apiVersion, kind)) {
      walk.add(
          "apiVersion",
          "apiVersion",
          "Kubernetes 1." + minor + " does not have the kind " + kind + " in " + apiVersion);
    }
    return walk.mismatches;
  }

  @Override
  public boolean knows(Map<String, @Nullable Object> object) {
    String apiVersion = Objects.toString(object.get("apiVersion"), "");
    return OWN_GROUPS.contains(group(apiVersion))
        || file().kinds().containsKey(apiVersion + " " + object.get("kind"));
  }

  /** Kinds that a chart does not create, such as Binding, are left to Kubernetes. */
  private static boolean isUnknown(File schema, String apiVersion, String kind) {
    String ending = " " + kind.toLowerCase(Locale.ROOT);
    return !apiVersion.equals("v1")
        || schema.kinds().keySet().stream()
            .anyMatch(known -> known.toLowerCase(Locale.ROOT).endsWith(ending));
  }

  private static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  private static Optional<Integer> minor(String version) {
    Matcher form = VERSION.matcher(version.strip());
    return form.matches() ? Optional.of(Integer.valueOf(form.group(1))) : Optional.empty();
  }

  private synchronized File file() {
    File known = file;
    if (known == null) {
      try (Reader reader =
          new InputStreamReader(
              Objects.requireNonNull(KubernetesSchema.class.getResourceAsStream("schema.json")),
              StandardCharsets.UTF_8)) {
        known = new Gson().fromJson(reader, File.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      file = known;
    }
    return known;
  }

  /** One way through one object. */
  private static final class Walk {

    private final File schema;
    private final int minor;
    private final List<Mismatch> mismatches = new ArrayList<>();
    private final Map<String, Scalar> scalars = new HashMap<>();

    /** What a scalar must be. */
    private record Scalar(String words, Predicate<Object> holds) {}

    Walk(File schema, int minor) {
      this.schema = schema;
      this.minor = minor;
      scalars.put("string", new Scalar("a string", String.class::isInstance));
      scalars.put("bytes", new Scalar("a string", String.class::isInstance));
      scalars.put("time", new Scalar("a time such as 2026-01-31T12:00:00Z", Walk::isTime));
      scalars.put("integer", new Scalar("an integer", Walk::isInteger));
      scalars.put("number", new Scalar("a number", Number.class::isInstance));
      scalars.put("boolean", new Scalar("true or false", Boolean.class::isInstance));
      scalars.put(
          "integer-or-string",
          new Scalar("an integer or a string", v -> v instanceof String || isInteger(v)));
      scalars.put("quantity", new Scalar("a quantity such as 500m or 1Gi", Walk::isQuantity));
      scalars.put("any", new Scalar("anything", v -> true));
    }

    void value(@Nullable Object value, String type, String path, String key) {
      if (value == null) {
        return; // Kubernetes takes it for a field that is not there
      }
      if (type.startsWith("[")) {
        list(value, type.substring(1), path, key);
      } else if (type.startsWith("{")) {
        map(value, type.substring(1), path, key);
      } else if (scalars.containsKey(type)) {
        Scalar scalar = Objects.requireNonNull(scalars.get(type));
        if (!scalar.holds().test(value)) {
          add(path, key, path + " is " + shown(value) + ", Kubernetes expects " + scalar.words());
        }
      } else {
        object(value, Objects.requireNonNull(schema.types().get(type), type), path, key);
      }
    }

    private void list(Object value, String type, String path, String key) {
      if (!(value instanceof List<?> items)) {
        add(path, key, path + " is " + shown(value) + ", Kubernetes expects a list");
        return;
      }
      for (int i = 0; i < items.size(); i++) {
        String at = path + "[" + i + "]";
        if (items.get(i) == null) {
          add(at, key, at + " is empty");
        } else {
          value(items.get(i), type, at, key);
        }
      }
    }

    private void map(Object value, String type, String path, String key) {
      if (!(value instanceof Map<?, ?> entries)) {
        add(path, key, path + " is " + shown(value) + ", Kubernetes expects a mapping");
        return;
      }
      entries.forEach((name, entry) -> value(entry, type, path + "." + name, String.valueOf(name)));
    }

    private void object(Object value, Type type, String path, String key) {
      if (!(value instanceof Map<?, ?> entries)) {
        add(path, key, path + " is " + shown(value) + ", Kubernetes expects a mapping");
        return;
      }
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        String field = String.valueOf(entry.getKey());
        String at = path.isEmpty() ? field : path + "." + field;
        if (type.has(field, minor)) {
          value(entry.getValue(), Objects.requireNonNull(type.fields().get(field)), at, field);
        } else if (type.fields().containsKey(field)) {
          add(at, field, "Kubernetes 1." + minor + " does not have the field " + at);
        } else {
          add(at, field, "unknown field " + at);
        }
      }
      for (String field : type.required()) {
        if (entries.get(field) == null && type.has(field, minor)) {
          String at = path.isEmpty() ? field : path + "." + field;
          add(at, key.isEmpty() ? field : key, "the required field " + at + " is missing");
        }
      }
    }

    void add(String path, String key, String text) {
      mismatches.add(new Mismatch(path, key, text));
    }

    private static String shown(Object value) {
      String text =
          value instanceof Map ? "a mapping" : value instanceof List ? "a list" : value.toString();
      return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private static boolean isInteger(Object value) {
      return value instanceof Number && value.toString().matches("-?\\d+");
    }

    private static boolean isQuantity(Object value) {
      return (value instanceof String || value instanceof Number)
          && Quantity.parse(value.toString()).isPresent();
    }

    private static boolean isTime(Object value) {
      try {
        return value instanceof String text && OffsetDateTime.parse(text) != null;
      } catch (DateTimeParseException e) {
        return false;
      }
    }
  }
}
