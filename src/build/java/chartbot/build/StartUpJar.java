package chartbot.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Changes a jar so that what it holds starts sooner: {@link Desugar} and {@link JGitTexts}, for the
 * classes that its start-up list names.
 *
 * <p>Run as {@code chartbot.build.StartUpJar JAR}.
 */
public final class StartUpJar {

  private static final String LIST = "/chartbot/startup.classes";

  private StartUpJar() {}

  public static void main(String[] args) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]))) {
      Map<String, byte[]> classes = new LinkedHashMap<>();
      for (String name : names(jar)) {
        Path file = jar.getPath(name + ".class");
        if (Files.exists(file)) {
          classes.put(name, Files.readAllBytes(file));
        }
      }
      Map<String, byte[]> changed = new LinkedHashMap<>(Desugar.desugared(classes));
      if (classes.containsKey(JGitTexts.CLASS)) {
        byte[] texts = Files.readAllBytes(jar.getPath(JGitTexts.CLASS + ".properties"));
        changed.putAll(JGitTexts.constants(classes.get(JGitTexts.CLASS), texts));
      }
      // The same tree makes the same bytes, whenever it is built.
      FileTime time = Files.getLastModifiedTime(jar.getPath(LIST));
      for (Map.Entry<String, byte[]> entry : changed.entrySet()) {
        Path file = jar.getPath(entry.getKey() + ".class");
        Files.write(file, entry.getValue());
        // Those of access and creation are written too, and would be the build's.
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(time, time, time);
      }
    }
  }

  private static Set<String> names(FileSystem jar) throws IOException {
    return Files.readAllLines(jar.getPath(LIST), UTF_8).stream()
        .filter(line -> !line.startsWith("@"))
        .map(line -> line.split(" ", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
