package chartbot.verify;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares the scalars of an object with the types of Kubernetes' own model. Kubernetes refuses a
 * number where it wants a text and the other way round; the model's validation does not notice.
 */
final class KubernetesTypes {

  /**
   * A value of the wrong type.
   *
   * @param path from the root of the object
   * @param key the last key of the path that is no list position
   */
  record Mismatch(String path, String key, String text) {}

  private final List<Mismatch> mismatches = new ArrayList<>();

  private KubernetesTypes() {}

  static List<Mismatch> compare(JsonObject object, Class<?> model) {
    KubernetesTypes types = new KubernetesTypes();
    types.compare(object, model, "", "");
    return types.mismatches;
  }

  private void compare(JsonElement element, Type type, String path, String key) {
    if (element.isJsonNull()) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      compareCollection(element, generic, path, key);
    } else if (type instanceof Class<?> plain) {
      compareSingle(element, plain, path, key);
    }
  }

  private void compareCollection(
      JsonElement element, ParameterizedType type, String path, String key) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Map.class) {
      if (element instanceof JsonObject object) {
        object
            .entrySet()
            .forEach(
                entry ->
                    compare(
                        entry.getValue(),
                        arguments[1],
                        path + "." + entry.getKey(),
                        entry.getKey()));
      } else {
        mismatch(element, "a mapping", path, key);
      }
    } else if (element instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        compare(array.get(i), arguments[0], path + "[" + i + "]", key);
      }
    } else {
      mismatch(element, "a list", path, key);
    }
  }

  private void compareSingle(JsonElement element, Class<?> type, String path, String key) {
    if (type == String.class || type == OffsetDateTime.class) {
      expect(isText(element), element, "a text", path, key);
    } else if (type == Integer.class || type == Long.class) {
      expect(isInteger(element), element, "an integer", path, key);
    } else if (type == Boolean.class) {
      expect(
          element instanceof JsonPrimitive value && value.isBoolean(),
          element,
          "true or false",
          path,
          key);
    } else if (type == IntOrString.class) {
      expect(isInteger(element) || isText(element), element, "an integer or a text", path, key);
    } else if (type == Quantity.class) {
      expect(isQuantity(element), element, "a quantity such as 500m or 1Gi", path, key);
    } else if (type.getName().startsWith("io.kubernetes.client.openapi.models.")) {
      compareModel(element, type, path, key);
    }
  }

  private void compareModel(JsonElement element, Class<?> type, String path, String key) {
    if (!(element instanceof JsonObject object)) {
      mismatch(element, "a mapping", path, key);
      return;
    }
    for (Field field : type.getDeclaredFields()) {
      String name = json(field);
      if (!Modifier.isStatic(field.getModifiers()) && object.has(name)) {
        String below = path.isEmpty() ? name : path + "." + name;
        compare(object.get(name), field.getGenericType(), below, name);
      }
    }
  }

  /**
   * The field's name in JSON. Its annotation says the same, and costs a run more than all else that
   * is compared.
   */
  static String json(Field field) {
    String name = field.getName();
    return name.startsWith("_") ? name.substring(1) : name; // a word of Java's
  }

  private static boolean isText(JsonElement element) {
    return element instanceof JsonPrimitive value && value.isString();
  }

  private static boolean isInteger(JsonElement element) {
    return element instanceof JsonPrimitive value
        && value.isNumber()
        && value.getAsString().matches("-?\\d+");
  }

  private static boolean isQuantity(JsonElement element) {
    if (!(element instanceof JsonPrimitive value) || value.isBoolean()) {
      return false;
    }
    try {
      Quantity.fromString(value.getAsString());
      return true;
    } catch (RuntimeException e) {
      // The library's parser has several ways of saying that it is none.
      return false;
    }
  }

  private void expect(boolean holds, JsonElement element, String wanted, String path, String key) {
    if (!holds) {
      mismatch(element, wanted, path, key);
    }
  }

  private void mismatch(JsonElement element, String wanted, String path, String key) {
    mismatches.add(
        new Mismatch(path, key, path + " is " + element + ", Kubernetes wants " + wanted));
  }
}
