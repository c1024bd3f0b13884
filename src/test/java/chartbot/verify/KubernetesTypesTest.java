package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.openapi.models.V1Job;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KubernetesTypesTest {

  @Test
  void everyFieldOfAJobIsNamedAsItsAnnotationSays() {
    List<Field> fields =
        models().stream()
            .flatMap(model -> Stream.of(model.getDeclaredFields()))
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .toList();

    assertThat(fields).hasSizeGreaterThan(300);
    assertThat(fields)
        .allSatisfy(
            field ->
                assertThat(KubernetesTypes.json(field))
                    .isEqualTo(field.getAnnotation(SerializedName.class).value()));
  }

  /** All models that a Job is made of. */
  private static Set<Class<?>> models() {
    Set<Class<?>> models = new LinkedHashSet<>(List.of(V1Job.class));
    Deque<Class<?>> open = new ArrayDeque<>(models);
    while (!open.isEmpty()) {
      Stream.of(open.pop().getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .flatMap(field -> classes(field.getGenericType()))
          .filter(type -> type.getPackage() == V1Job.class.getPackage())
          .filter(models::add)
          .forEach(open::push);
    }
    return models;
  }

  private static Stream<Class<?>> classes(Type type) {
    return type instanceof ParameterizedType generic
        ? Stream.of(generic.getActualTypeArguments()).flatMap(KubernetesTypesTest::classes)
        : Stream.of((Class<?>) type);
  }
}
