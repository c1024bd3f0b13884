package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.jar.JarFile;
import org.eclipse.jgit.internal.JGitText;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** That what the build made of classes in the shipped jar is sound, also where no test gets to. */
class DesugaredJarIT {

  private static final Path JAR = Path.of("target", "chartbot.jar").toAbsolutePath();

  @Test
  void theJvmAcceptsEveryClassThatStandsForALambdaAndWhatItCalls() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile());
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      List<String> made =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.contains("$$SyntheticLambda"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .toList();

      assertThat(made).hasSizeGreaterThan(300);
      for (String name : made) {
        Class<?> type = Class.forName(name.replace('/', '.'), true, loader);
        MethodHandles.Lookup rights = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        for (MethodNode method : read(jar, name).methods) {
          for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call) {
              assertThat(resolved(call, rights, loader)).as(name).isNotNull();
            }
          }
        }
      }
    }
  }

  /** The JVM does so when a call is first run. */
  private static MethodHandle resolved(
      MethodInsnNode call, MethodHandles.Lookup rights, ClassLoader loader) throws Exception {
    Class<?> owner = Class.forName(call.owner.replace('/', '.'), false, loader);
    MethodType type = MethodType.fromMethodDescriptorString(call.desc, loader);
    assertThat(call.itf).isEqualTo(owner.isInterface());
    if (call.name.equals("<init>")) {
      return rights.findConstructor(owner, type);
    }
    return call.getOpcode() == Opcodes.INVOKESTATIC
        ? rights.findStatic(owner, call.name, type)
        : rights.findVirtual(owner, call.name, type);
  }

  /** Of what became methods only a record's comparison branches, and has frames to be wrong. */
  @Test
  void theJvmAcceptsEveryRecordThatComparesByAPlainMethod() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile());
        URLClassLoader loader =
            new URLClassLoader(
                new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      List<String> records = new ArrayList<>();
      for (String name :
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith("chartbot/") && name.endsWith(".class"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .toList()) {
        ClassNode node = read(jar, name);
        if ("java/lang/Record".equals(node.superName)
            && node.methods.stream().anyMatch(method -> method.name.startsWith("plain$$"))) {
          records.add(name);
        }
      }

      assertThat(records).hasSizeGreaterThan(30);
      for (String name : records) {
        assertThat(Class.forName(name.replace('/', '.'), true, loader).isRecord()).isTrue();
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

  /** The jar has JGit's file of them still, which JGit would read. */
  @Test
  void everyTextOfJgitIsTheOneOfItsFile() throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass(JGitText.class.getName());
      ResourceBundle file = ResourceBundle.getBundle(type.getName(), Locale.ROOT, loader);
      Object texts = type.getMethod("get").invoke(null);

      Field all = loader.loadClass(type.getName() + "$$Texts").getDeclaredField("ALL");
      all.setAccessible(true);
      assertThat(texts).isSameAs(all.get(null)); // else JGit has read its file after all
      List<Field> fields =
          Arrays.stream(type.getFields())
              .filter(field -> !Modifier.isStatic(field.getModifiers()))
              .toList();
      assertThat(fields).hasSizeGreaterThan(800);
      for (Field field : fields) {
        assertThat(field.get(texts)).as(field.getName()).isEqualTo(file.getString(field.getName()));
      }
    }
  }

  private static ClassNode read(JarFile jar, String name) throws Exception {
    ClassNode node = new ClassNode();
    new ClassReader(jar.getInputStream(jar.getEntry(name + ".class")).readAllBytes())
        .accept(node, 0);
    return node;
  }
}
