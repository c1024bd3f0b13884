package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An initialised site to copy, and the jars that run it.
 *
 * @param folder holds the site, an archive of loaded classes, and a home for the child process
 * @param jars the class path, in order
 */
record GerritTemplate(Path folder, List<Path> jars) {

  private static final String CLASSES = "classes.jsa";

  GerritTemplate {
    jars = List.copyOf(jars);
  }

  /** Makes the site in a folder that is empty so far. */
  void initialise(ChildProcess child) throws IOException, EnvironmentException {
    Path site = folder.resolve("site");
    Path log = folder.resolve("init.log");
    // The archive of loaded classes takes two seconds off every later start.
    int code =
        child.run(
            program(
                    List.of("-XX:ArchiveClassesAtExit=" + folder.resolve(CLASSES), "-Xlog:cds=off"),
                    GerritProgram.INIT,
                    site)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    String said = Logs.read(log);
    if (said.contains("UnsupportedClassVersionError")) {
      throw EnvironmentException.permanent(
          "this version of Gerrit does not run on Java " + Runtime.version().feature(),
          "set JAVA_HOME to a newer JDK",
          null);
    }
    if (code != 0) {
      throw EnvironmentException.permanent(
          "Gerrit could not be initialised:\n" + Logs.tail(log),
          "retry; if it stays, report it with these lines",
          null);
    }
    // 60 MB that only matter to a service; logs and caches of the initialisation.
    for (String needless : List.of("bin", "logs", "cache", "tmp")) {
      Trees.delete(site.resolve(needless));
    }
    Path config = site.resolve("etc").resolve("gerrit.config");
    Files.writeString(
        config,
        Files.readString(config, UTF_8)
            .lines()
            // Several listenAddress lines add up, so those of the template must go.
            .filter(line -> !line.strip().matches("(listenAddress|listenUrl|canonicalWebUrl) = .*"))
            .map(line -> line + "\n")
            .collect(Collectors.joining()),
        UTF_8);
  }

  /**
   * Fills a folder with a site that serves on the ports. Of two pushes of one patch set at the same
   * moment Gerrit tries the loser, which cannot win any more, again for five times the timeout of
   * retries: 100 seconds where nothing is set.
   */
  void copyTo(Path site, String settings, Ports ports) throws IOException {
    Trees.copy(folder.resolve("site"), site);
    Files.createDirectories(site.resolve("logs"));
    Files.writeString(
        site.resolve("etc").resolve("gerrit.config"),
        """
        [gerrit]
        \tcanonicalWebUrl = http://127.0.0.1:%1$d/
        [httpd]
        \tlistenUrl = http://127.0.0.1:%1$d/
        [sshd]
        \tlistenAddress = 127.0.0.1:%2$d
        [sendemail]
        \tenable = false
        [retry]
        \ttimeout = 2 s
        """
                .formatted(ports.http(), ports.ssh())
            + settings,
        UTF_8,
        StandardOpenOption.APPEND);
  }

  /**
   * The command that serves a copied site. What the JVM has to say about an archive that it cannot
   * use, as in a checkout that was moved, must not come before what the child says.
   */
  ProcessBuilder server(Path site) {
    return program(
        List.of(
            "-XX:SharedArchiveFile=" + folder.resolve(CLASSES),
            "-Xshare:auto",
            "-Xlog:disable",
            "-Xlog:all=error:stderr"),
        GerritProgram.SERVE,
        site);
  }

  private ProcessBuilder program(List<String> options, String program, Path site) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
    command.addAll(List.of("-Djava.awt.headless=true"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
            GerritProgram.class.getName(),
            program,
            site.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    // The user's Git configuration is none of this Gerrit's business, nor are the credentials.
    // JGit measures the clock of a disk once and remembers it here: it takes seconds.
    String home = folder.resolve("home").toString();
    builder.environment().keySet().removeIf(name -> name.startsWith("GERRIT_"));
    builder.environment().put("HOME", home);
    builder.environment().put("XDG_CONFIG_HOME", home);
    return builder;
  }
}
