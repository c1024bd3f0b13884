package chartbot.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.scripts.Script.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A root file system with the shell, libc and the kernel's {@code /proc} and {@code /dev}, and
 * nothing else: no Java, no tools.
 */
record BareRoot(Path folder) {

  private static final Pattern LIBRARY = Pattern.compile("/\\S+");
  private static final List<String> LIBC =
      List.of("libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2");
  private static final String ENTER =
      "mount --rbind /proc proc && mount --rbind /dev dev && exec chroot . \"$@\"";

  static BareRoot in(Path folder) throws Exception {
    for (String name : List.of("bin", "proc", "dev", "tmp")) {
      Files.createDirectories(folder.resolve(name));
    }
    Path shell = Files.copy(Path.of("/bin/sh").toRealPath(), folder.resolve("bin/sh"));
    Ended linked = Script.run(folder, Map.of(), "/usr/bin/ldd", shell);
    assertThat(linked.code()).as(linked.err()).isZero();
    Matcher library = LIBRARY.matcher(linked.out());
    while (library.find()) {
      Path file = Path.of(library.group());
      take(file, folder);
      if (file.endsWith("libc.so.6")) {
        for (String part : LIBC) {
          take(file.resolveSibling(part), folder);
        }
      }
    }
    return new BareRoot(folder);
  }

  private static void take(Path file, Path folder) throws Exception {
    Path copy = folder.resolve(file.toString().substring(1));
    Files.createDirectories(copy.getParent());
    Files.copy(file.toRealPath(), copy);
  }

  /** Runs a command whose paths begin in this root. */
  Ended run(Object... command) throws Exception {
    List<Object> words = new ArrayList<>();
    words.addAll(List.of("/usr/bin/unshare", "--map-root-user", "--mount"));
    words.addAll(List.of("/bin/sh", "-c", ENTER, "sh"));
    words.addAll(List.of(command));
    Map<String, String> environment =
        Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", "/tmp");
    return Script.run(folder, environment, words.toArray());
  }
}
