package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** That what the build made of lambdas in the shipped jar is sound, also where no test gets to. */
class DesugaredJarIT {

  private static final Path JAR = Path.of("target", "chartbot.jar").toAbsolutePath();

  @Test
  void theJvmAcceptsEveryClassThatStandsForALambda() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile());
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      List<String> made =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.contains("$$SyntheticLambda"))
              .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
              .toList();

      assertThat(made).hasSizeGreaterThan(300);
      for (String name : made) {
        Class<?> type = Class.forName(name, true, loader);
        assertThat(type.getNestHost()).as(name).isNotNull();
        assertThat(type.isNestmateOf(loader.loadClass(outer(name))) || isOld(jar, name))
            .as(name + " may call what is private where it comes from")
            .isTrue();
      }
    }
  }

  @Test
  void whatARunOfChartbotLoadsLinksNoLambda() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (String name :
          List.of("chartbot/update/ChartUpdate", "chartbot/git/GitChartRepository")) {
        ClassNode node = read(jar, name);
        assertThat(node.methods)
            .noneMatch(
                method -> {
                  for (var instruction : method.instructions) {
                    if (instruction instanceof InvokeDynamicInsnNode call
                        && call.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")) {
                      return true;
                    }
                  }
                  return false;
                });
      }
    }
  }

  private static String outer(String name) {
    return name.substring(0, name.indexOf("$$SyntheticLambda"));
  }

  /** Before Java 11 there were no nests; such classes call nothing private. */
  private static boolean isOld(JarFile jar, String name) throws Exception {
    return (read(jar, name.replace('.', '/')).version & 0xFFFF) < 55;
  }

  private static ClassNode read(JarFile jar, String name) throws Exception {
    ClassNode node = new ClassNode();
    new ClassReader(jar.getInputStream(jar.getEntry(name + ".class")).readAllBytes())
        .accept(node, 0);
    return node;
  }
}
