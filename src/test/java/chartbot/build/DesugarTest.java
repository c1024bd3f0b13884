package chartbot.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** That a desugared class does what it did before, on the JVM and not on paper. */
class DesugarTest {

  private static final String SAMPLES = "Samples";
  private static final String RECORDS = "Records";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"17", "11", "8"})
  void whatLambdasAndConcatenationsDoStaysTheSame(String release) throws Exception {
    Map<String, byte[]> before = compiled(SAMPLES, release);
    Map<String, byte[]> after = new LinkedHashMap<>(before);
    after.putAll(Desugar.desugared(before));

    List<?> expected = results(SAMPLES, before);
    assertThat(expected).hasSizeGreaterThan(25);
    assertThat(results(SAMPLES, after)).hasToString(expected.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "11"})
  void nothingIsLeftToLinkButWhatHasAFormOfItsOwn(String release) throws Exception {
    Map<String, byte[]> before = compiled(SAMPLES, release);
    Map<String, byte[]> after = new LinkedHashMap<>(before);
    after.putAll(Desugar.desugared(before));

    assertThat(linked(before)).hasSizeGreaterThan(60);
    assertThat(linked(after))
        .containsExactlyInAnyOrder(
            "altMetafactory", // serializable, and read back
            "altMetafactory",
            "makeConcatWithConstants"); // with the two characters that recipes give a meaning
  }

  @Test
  void recordsCompareHashAndShowAsBefore() throws Exception {
    Map<String, byte[]> before = compiled(RECORDS, "17");
    Map<String, byte[]> after = new LinkedHashMap<>(before);
    after.putAll(Desugar.desugared(before));

    assertThat(linked(before)).contains("bootstrap");
    assertThat(linked(after)).isEmpty();
    List<?> expected = results(RECORDS, before);
    assertThat(expected).hasSizeGreaterThan(60);
    assertThat(results(RECORDS, after)).hasToString(expected.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {SAMPLES, RECORDS})
  void aSecondTimeThereIsNothingToDo(String sample) throws Exception {
    Map<String, byte[]> once = new LinkedHashMap<>(compiled(sample, "17"));
    once.putAll(Desugar.desugared(once));

    assertThat(Desugar.desugared(once)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SAMPLES, RECORDS})
  void theSameClassesGiveTheSameBytes(String sample) throws Exception {
    Map<String, byte[]> before = compiled(sample, "17");

    Map<String, byte[]> one = Desugar.desugared(before);

    assertThat(Desugar.desugared(before)).containsExactlyEntriesOf(one);
  }

  @Test
  void noTimeOfTheBuildGetsIntoTheJar() throws Exception {
    FileTime time = FileTime.from(Instant.parse("2026-11-22T00:00:00Z"));
    Path file = directory.resolve("samples.jar");
    try (FileSystem jar = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
      Map<String, byte[]> classes = compiled(SAMPLES, "17");
      for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
        write(jar.getPath(entry.getKey() + ".class"), entry.getValue(), time);
      }
      String list = String.join("\n", classes.keySet());
      write(jar.getPath("chartbot/startup.classes"), list.getBytes(UTF_8), time);
    }

    StartUpJar.main(new String[] {file.toString()});

    try (FileSystem jar = FileSystems.newFileSystem(file)) {
      Path made = jar.getPath("sample/Samples$$SyntheticLambda0.class");
      BasicFileAttributes times = Files.readAttributes(made, BasicFileAttributes.class);
      assertThat(List.of(times.lastModifiedTime(), times.creationTime(), times.lastAccessTime()))
          .containsOnly(time);
    }
  }

  private static void write(Path file, byte[] bytes, FileTime time) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);
  }

  private Map<String, byte[]> compiled(String sample, String release) throws IOException {
    Path source = Path.of("src/test/resources/desugar", sample + ".java");
    Path classes = Files.createDirectories(directory.resolve(release));
    List<String> arguments =
        List.of("--release", release, "-Xlint:-options", "-nowarn", "-d", classes.toString());
    List<String> line = new ArrayList<>(arguments);
    line.add(source.toString());
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, line.toArray(new String[0]));
    assertThat(code).isZero();
    Map<String, byte[]> result = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        result.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(file));
      }
    }
    return result;
  }

  private static List<?> results(String sample, Map<String, byte[]> classes) throws Exception {
    Class<?> samples = new Loader(classes).loadClass("sample." + sample);
    return (List<?>) samples.getMethod("results").invoke(null);
  }

  /** The names of the methods that link what is left. */
  private static List<String> linked(Map<String, byte[]> classes) {
    List<String> bootstraps = new ArrayList<>();
    for (byte[] bytes : classes.values()) {
      ClassNode node = new ClassNode();
      new ClassReader(bytes).accept(node, 0);
      node.methods.forEach(
          method ->
              method.instructions.forEach(
                  instruction -> {
                    if (instruction instanceof InvokeDynamicInsnNode call) {
                      bootstraps.add(call.bsm.getName());
                    }
                  }));
    }
    return bootstraps;
  }

  /** Has the JVM check and link classes as it does those of a jar. */
  private static final class Loader extends ClassLoader {

    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name.replace('.', '/'));
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
