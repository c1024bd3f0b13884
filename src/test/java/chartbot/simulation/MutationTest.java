package chartbot.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Deliberate faults in the lifecycle: each is compiled into the production code, and the simulation
 * finds a history in which it shows.
 */
class MutationTest {

  private static final int MOST_HISTORIES = 4_000;
  private static final int AT_ONCE = 200;

  @TempDir private Path classes;

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            "what a lost race closed is not owed",
            "update/Actions",
            "kept.isPresent() && !superfluous.isEmpty()",
            "kept.isEmpty()"),
        Arguments.of(
            "an abandon hides a newer patch set",
            "update/Actions",
            "newer.isPresent()",
            "newer.isEmpty()"),
        Arguments.of(
            "the own push is not waited for",
            "update/Observer",
            "unseen.isPresent()",
            "unseen.isEmpty()"),
        Arguments.of(
            "a push without an answer is forgotten",
            "update/Observer",
            "unanswered.isPresent()",
            "unanswered.isEmpty()"),
        Arguments.of(
            "the older tag wins", "lifecycle/Tagging", "return order > 0", "return order < 0"),
        Arguments.of(
            "only the top patch set counts",
            "lifecycle/Coverage",
            "asked.putAll(change.asked(bot));",
            ""),
        Arguments.of(
            "of a pair both are withdrawn",
            "lifecycle/Coverage",
            "(!covers(other) || other.number < number)",
            "true"),
        Arguments.of(
            "what one run has learned decides",
            "lifecycle/Lifecycle",
            "oldest(free, this::isRight)",
            "oldest(free, change -> isRight(change) && takesPushes(change))"),
        Arguments.of(
            "a person's patch set is overwritten",
            "lifecycle/OpenChange",
            "if (!patchSet.isBy(bot)) {\n        return",
            "if (patchSet.number() < 0) {\n        return"),
        Arguments.of(
            "a veto is ignored",
            "lifecycle/Lifecycle",
            "    if (change.vetoed()) {",
            "    if (change.number() < 0) {"),
        Arguments.of(
            "nothing is restored",
            "lifecycle/Lifecycle",
            "situation.force() || !takesPushes(change)",
            "situation.own().size() > 0"),
        Arguments.of(
            "a full change gets no successor",
            "update/Publisher",
            "      run.duplicate(changeId);\n      observed",
            "      observed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void theSimulationFindsIt(String fault, String file, String original, String faulty)
      throws Exception {
    compile(file, original, faulty);

    assertThat(search(MOST_HISTORIES)).as("a seed that shows: " + fault).isNotEqualTo("none");
  }

  @Test
  void withoutAFaultItFindsNone() throws Exception {
    assertThat(search(200)).isEqualTo("none");
  }

  private String search(int histories) throws Exception {
    try (MutatedClasses mutated = new MutatedClasses(classes)) {
      Object failing =
          Class.forName(Search.class.getName(), true, mutated)
              .getMethod("failingSeed", int.class)
              .invoke(null, histories);
      return String.valueOf(failing);
    }
  }

  /** Runs with the mutated classes. */
  public static final class Search {

    private Search() {}

    /** Of the histories that the unchanged code passes in {@link SimulationTest}, or "none". */
    public static String failingSeed(int histories) {
      for (int first = 0; first < histories; first += AT_ONCE) {
        for (Simulation kind : Simulation.KINDS) {
          var seed = kind.failingSeed(first, AT_ONCE);
          if (seed.isPresent()) {
            return String.valueOf(seed.getAsLong());
          }
        }
      }
      return "none";
    }
  }

  private void compile(String file, String original, String faulty) throws IOException {
    Path source = Path.of("src/main/java/chartbot", file + ".java");
    String text = Files.readString(source, UTF_8);
    assertThat(text.split(Pattern.quote(original), -1))
        .as("%s holds it once: %s", source, original)
        .hasSize(2);
    Path mutated = classes.resolve(source.getFileName());
    Files.writeString(mutated, text.replace(original, faulty), UTF_8);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int code =
        compiler.run(
            null,
            null,
            null,
            "-nowarn",
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            mutated.toString());
    assertThat(code).as("it compiles").isZero();
  }

  /** The classes of this build, with the mutated ones instead of theirs. */
  private static final class MutatedClasses extends URLClassLoader {

    MutatedClasses(Path mutated) throws MalformedURLException {
      super(urls(mutated), MutationTest.class.getClassLoader());
    }

    private static URL[] urls(Path mutated) throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      urls.add(mutated.toUri().toURL());
      for (String path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        urls.add(Path.of(path).toUri().toURL());
      }
      return urls.toArray(new URL[0]);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return name.startsWith("chartbot.") ? findClass(name) : super.loadClass(name, resolve);
      }
    }
  }
}
