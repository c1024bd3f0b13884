package chartbot.kubernetes;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes {@code schema.json}, the schema of Kubernetes' own kinds, from the models that Kubernetes'
 * Java client generates from the published OpenAPI description of each version.
 *
 * <p>Usage: {@code SchemaFromModels OUT 26=client-java-api-18.jar 36=client-java-api-27.jar ...}:
 * the jars oldest first, each with the minor version of Kubernetes 1.x that it is made from.
 */
final class SchemaFromModels {

  static final String MODELS = "io.kubernetes.client.openapi.models.";

  private static final Map<String, List<String>> KINDS =
      Map.of(
          "v1",
          List.of(
              "ConfigMap",
              "Endpoints",
              "LimitRange",
              "Namespace",
              "PersistentVolume",
              "PersistentVolumeClaim",
              "Pod",
              "PodTemplate",
              "ReplicationController",
              "ResourceQuota",
              "Secret",
              "Service",
              "ServiceAccount"),
          "apps/v1",
          List.of("ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"),
          "batch/v1",
          List.of("CronJob", "Job"),
          "autoscaling/v1",
          List.of("HorizontalPodAutoscaler"),
          "policy/v1",
          List.of("PodDisruptionBudget"),
          "networking.k8s.io/v1",
          List.of("Ingress", "IngressClass", "NetworkPolicy"),
          "rbac.authorization.k8s.io/v1",
          List.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"),
          "storage.k8s.io/v1",
          List.of("StorageClass"),
          "scheduling.k8s.io/v1",
          List.of("PriorityClass"));

  private final TreeMap<String, JsonObject> types = new TreeMap<>();

  SchemaFromModels() {}

  public static void main(String[] arguments) throws Exception {
    SchemaFromModels all = new SchemaFromModels();
    int before = 0;
    for (int i = 1; i < arguments.length; i++) {
      String[] parts = arguments[i].split("=", 2);
      int minor = Integer.parseInt(parts[0]);
      try (URLClassLoader loader =
          new URLClassLoader(new URL[] {Path.of(parts[1]).toUri().toURL()}, new ChildFirst())) {
        all.merge(new SchemaFromModels().read(loader), before, minor);
      }
      before = minor;
    }
    Gson gson = new GsonBuilder().disableHtmlEscaping().create();
    StringBuilder text = new StringBuilder("{\"newest\":" + before + ",\"kinds\":");
    text.append(gson.toJson(kinds())).append(",\n\"types\":{");
    String comma = "\n";
    for (Map.Entry<String, JsonObject> type : all.types.entrySet()) {
      text.append(comma).append('"').append(type.getKey()).append("\":");
      text.append(gson.toJson(type.getValue()));
      comma = ",\n";
    }
    Files.writeString(Path.of(arguments[0]), text.append("\n}}\n"));
  }

  /** The models come from the jar, what they use from here. */
  private static final class ChildFirst extends ClassLoader {
    ChildFirst() {
      super(SchemaFromModels.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("io.kubernetes.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  /** Kind by API version. */
  static JsonObject kinds() {
    JsonObject kinds = new JsonObject();
    new TreeMap<>(KINDS)
        .forEach(
            (version, names) ->
                names.forEach(name -> kinds.addProperty(version + " " + name, "V1" + name)));
    kinds.addProperty("autoscaling/v2 HorizontalPodAutoscaler", "V2HorizontalPodAutoscaler");
    return kinds;
  }

  /** The types that one version has, each with its fields and those that are required. */
  Map<String, JsonObject> read(ClassLoader models) throws ReflectiveOperationException {
    Deque<String> open = new ArrayDeque<>();
    kinds().entrySet().forEach(kind -> open.add(kind.getValue().getAsString()));
    Map<String, JsonObject> read = new TreeMap<>();
    while (!open.isEmpty()) {
      String name = open.poll();
      if (!read.containsKey(name)) {
        read.put(name, type(models.loadClass(MODELS + name), open));
      }
    }
    return read;
  }

  private static JsonObject type(Class<?> model, Deque<String> open)
      throws ReflectiveOperationException {
    TreeMap<String, String> fields = new TreeMap<>();
    for (Field field : model.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.put(name(field), word(field.getGenericType(), open));
      }
    }
    JsonObject type = new JsonObject();
    JsonObject all = new JsonObject();
    fields.forEach(all::addProperty);
    type.add("fields", all);
    JsonArray required = new JsonArray();
    for (Field field : model.getDeclaredFields()) {
      if (field.getName().equals("openapiRequiredFields")) {
        for (Object key : new TreeSet<>((Collection<?>) field.get(null))) {
          required.add(String.valueOf(key));
        }
      }
    }
    type.add("required", required);
    return type;
  }

  private static String name(Field field) throws ReflectiveOperationException {
    for (Annotation annotation : field.getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals("SerializedName")) {
        return (String) annotation.annotationType().getMethod("value").invoke(annotation);
      }
    }
    throw new IllegalStateException("no field of the JSON: " + field);
  }

  /** A type in one word: an opening bracket in front of it makes a list of such, a brace a map. */
  private static String word(Type type, Deque<String> open) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == Map.class
          ? "{" + word(arguments[1], open)
          : "[" + word(arguments[0], open);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isArray()) {
      return "bytes";
    }
    if (plain.getName().startsWith(MODELS)) {
      open.add(plain.getSimpleName());
      return plain.getSimpleName();
    }
    return switch (plain.getSimpleName()) {
      case "String" -> "string";
      case "OffsetDateTime" -> "time";
      case "Integer", "Long" -> "integer";
      case "Double", "Float", "BigDecimal" -> "number";
      case "Boolean" -> "boolean";
      case "IntOrString" -> "integer-or-string";
      case "Quantity" -> "quantity";
      case "Object", "V1Patch" -> "any";
      default -> throw new IllegalStateException("a type of no known form: " + plain);
    };
  }

  /** What is in it now and was not is since the first version of which nothing is known. */
  private void merge(Map<String, JsonObject> newer, int before, int minor) {
    newer.forEach(
        (name, type) -> {
          JsonObject known = types.get(name);
          if (known == null) {
            types.put(name, type);
            return;
          }
          JsonObject since = known.has("since") ? known.getAsJsonObject("since") : new JsonObject();
          JsonObject until = known.has("until") ? known.getAsJsonObject("until") : new JsonObject();
          JsonObject had = known.getAsJsonObject("fields");
          JsonObject has = type.getAsJsonObject("fields");
          for (String field : has.keySet()) {
            if (!had.has(field)) {
              since.addProperty(field, before + 1);
            }
            until.remove(field);
          }
          for (String field : new ArrayList<>(had.keySet())) {
            if (!has.has(field)) {
              if (!until.has(field)) {
                until.addProperty(field, minor - 1);
              }
              has.add(field, had.get(field));
            }
          }
          if (since.size() > 0) {
            type.add("since", since);
          }
          if (until.size() > 0) {
            type.add("until", until);
          }
          types.put(name, type);
        });
  }

  static JsonObject parse(Path file) throws IOException {
    return new Gson().fromJson(Files.readString(file), JsonObject.class);
  }
}
