package chartbot.verify;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that Kubernetes knows in its own kinds of objects. */
public interface ObjectSchema {

  /**
   * Something that Kubernetes refuses, or drops without a word.
   *
   * @param path from the object's root, such as {@code spec.template.spec.containers[0].image}
   * @param key the last key of the path
   * @param text what is wrong, the path in it
   */
  record Mismatch(String path, String key, String text) {}

  /**
   * Compares an object with the schema of its kind. Kinds of other makers are not known, and have
   * no mismatch.
   *
   * @param object maps, lists, strings, numbers, booleans and nulls
   * @param kubeVersion such as {@code 1.31} or {@code v1.31.2}
   */
  List<Mismatch> check(Map<String, @Nullable Object> object, String kubeVersion);

  /** Whether the object's kind is one of Kubernetes' own. */
  boolean knows(Map<String, @Nullable Object> object);
}
