package chartbot.sandbox;

import chartbot.error.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What is made once per Gerrit version and kept: its jars, and an initialised site to copy. Several
 * processes may ask at once: one makes it, the others wait.
 */
final class GerritStore {

  private static final String POM = "gerrit-pom.xml";
  private static final List<String> OWN_CLASSES = List.of("GerritProgram.class", "Trees.class");

  private final SandboxHome home;
  private final String version;
  private final Consumer<String> progress;

  GerritStore(SandboxHome home, String version, Consumer<String> progress) {
    this.home = home;
    this.version = version;
    this.progress = progress;
  }

  /** The initialised site and how to run it, made now unless it is there. */
  GerritTemplate template() throws EnvironmentException {
    Path folder = home.cache().resolve(version);
    try {
      String recipe = recipe();
      Path jars = folder.resolve("lib-" + recipe);
      // The archive of loaded classes in it is only good for the Java that wrote it.
      Path template = folder.resolve("site-" + recipe + "-java-" + Runtime.version());
      if (!Files.isDirectory(jars) || !Files.isDirectory(template)) {
        makeLocked(folder, jars, template);
      }
      return new GerritTemplate(template, list(jars));
    } catch (IOException e) {
      throw EnvironmentException.permanent(
          "cannot store Gerrit " + version + " in " + folder + ": " + e.getMessage(),
          "check that the folder can be written and the disk is not full",
          e);
    }
  }

  private void makeLocked(Path folder, Path jars, Path template)
      throws IOException, EnvironmentException {
    Files.createDirectories(folder);
    // A file lock is between processes; within one, threads take turns on the class.
    synchronized (GerritStore.class) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Path unfinished = folder.resolve("unfinished");
        // Nobody else is at it while we hold the lock: this is what an interrupted run left.
        Trees.delete(unfinished);
        if (!Files.isDirectory(jars)) {
          make(unfinished, jars, "fetching Gerrit " + version + " with Maven, once", this::fetch);
        }
        if (!Files.isDirectory(template)) {
          GerritTemplate draft = new GerritTemplate(unfinished, list(jars));
          make(
              unfinished,
              template,
              "initialising a Gerrit site, once",
              child -> draft.initialise(child));
        }
        if (!lock.isValid()) {
          throw new IOException("lost the lock on " + folder);
        }
      }
    }
  }

  private void make(Path unfinished, Path target, String what, Maker maker)
      throws IOException, EnvironmentException {
    progress.accept(what);
    long start = System.nanoTime();
    try (ChildProcess child = ChildProcess.in(unfinished, Duration.ZERO)) {
      child.fill(Files::createDirectories);
      maker.make(child);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
    progress.accept("  took " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
  }

  private void fetch(ChildProcess child) throws IOException, EnvironmentException {
    child.fill(this::writeOwnFiles);
    Path folder = child.folder();
    Path log = folder.resolve("maven.log");
    List<String> command = new ArrayList<>(List.of(home.maven().toString()));
    command.addAll(List.of("-B", "-q", "-f", folder.resolve("pom.xml").toString()));
    command.addAll(List.of("-Dgerrit.version=" + version, "-Dgerrit.jars=" + folder));
    String repository = System.getProperty("maven.repo.local");
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    int code =
        child.run(
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
    if (code != 0) {
      throw EnvironmentException.temporary(
          "Maven could not fetch Gerrit " + version + ":\n" + Logs.tail(log),
          "check the network and Maven's settings.xml; chartbot ran " + home.maven(),
          null);
    }
    Files.delete(log);
    Files.delete(folder.resolve("pom.xml"));
  }

  /** The pom, and a jar with the two classes of ours that run next to Gerrit's. */
  private void writeOwnFiles(Path folder) throws IOException {
    Files.write(folder.resolve("pom.xml"), resource(POM));
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("a-chartbot.jar")))) {
      for (String name : OWN_CLASSES) {
        jar.putNextEntry(new JarEntry("chartbot/sandbox/" + name));
        jar.write(resource(name));
        jar.closeEntry();
      }
    }
  }

  /** Changes when what we put next to Gerrit's jars does, so that nothing stale is used. */
  private static String recipe() throws IOException {
    CRC32 sum = new CRC32();
    sum.update(resource(POM));
    for (String name : OWN_CLASSES) {
      sum.update(resource(name));
    }
    return Long.toHexString(sum.getValue());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = GerritStore.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("chartbot was built without " + name);
      }
      return in.readAllBytes();
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** Makes one thing in the folder of a child process. */
  private interface Maker {

    void make(ChildProcess child) throws IOException, EnvironmentException;
  }
}
