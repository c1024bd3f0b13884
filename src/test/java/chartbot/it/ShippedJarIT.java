package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1Job;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** That what the build leaves out of the shipped jar is not needed by what it leaves in. */
class ShippedJarIT {

  private static final Path JAR = Path.of("target", "chartbot.jar").toAbsolutePath();

  @Test
  void theModelOfAJobIsWhole() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> job = Class.forName(V1Job.class.getName(), true, loader);
      Set<Class<?>> models = new LinkedHashSet<>(List.of(job));
      Deque<Class<?>> open = new ArrayDeque<>(models);
      while (!open.isEmpty()) {
        Class<?> model = open.pop();
        // All types that a method takes or returns are loaded for this.
        assertThat(model.getDeclaredMethods()).extracting(Method::getName).contains("hashCode");
        for (Field field : model.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            models(field.getGenericType()).stream().filter(models::add).forEach(open::push);
          }
        }
      }

      assertThat(models).hasSizeGreaterThan(50);
      for (Class<?> model : models) {
        Class.forName(model.getName(), true, loader);
      }
    }
  }

  @Test
  void whatTalksToAClusterIsLeftOut() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .noneMatch(name -> name.startsWith("io/kubernetes/client/openapi/apis/"))
          .noneMatch(name -> name.startsWith("okhttp3/"));
    }
  }

  private static List<Class<?>> models(Type type) {
    if (type instanceof ParameterizedType generic) {
      return List.of(generic.getActualTypeArguments()).stream()
          .flatMap(argument -> models(argument).stream())
          .toList();
    }
    Class<?> plain = (Class<?>) type;
    return plain.getName().startsWith("io.kubernetes.") && !plain.isEnum()
        ? List.of(plain)
        : List.of();
  }
}
