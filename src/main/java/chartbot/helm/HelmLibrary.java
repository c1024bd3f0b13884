package chartbot.helm;

import chartbot.cache.CacheFolder;
import com.marcnuri.helm.jni.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;

/**
 * The packaged Helm as a file. Unpacking its 98 MB costs half a second, so that is done once into a
 * cache folder.
 */
final class HelmLibrary {

  private static final int KEPT = 3;
  private static final Duration UNPACKING = Duration.ofHours(1);

  private HelmLibrary() {}

  /**
   * The library's file.
   *
   * @param cache folder that outlives the run
   * @param temporary where it is unpacked when the cache folder cannot be used
   * @throws UnsatisfiedLinkError when there is none for this platform
   */
  static Path unpacked(Path cache, Path temporary) throws IOException {
    // The library's own loader would look for one on the internet.
    NativeLibrary packaged =
        NativeLibrary.serviceProviderLibrary(HelmLibrary.class.getClassLoader());
    if (packaged == null) {
      throw new UnsatisfiedLinkError("no library is packaged for this platform");
    }
    try {
      return unpack(packaged, cache);
    } catch (IOException | UnsupportedOperationException e) {
      return unpack(packaged, temporary);
    }
  }

  /** Unpacks the library unless that has been done. */
  static Path unpack(NativeLibrary packaged, Path folder) throws IOException {
    CacheFolder.claim(folder);
    String name = packaged.getBinaryName();
    URL resource = packaged.getClass().getResource("/" + name);
    if (resource == null) {
      throw new UnsatisfiedLinkError("not packaged: " + name);
    }
    URLConnection connection = resource.openConnection();
    Path unpacked = folder.resolve("helm-" + identity(connection) + "-" + name);
    if (Files.isRegularFile(unpacked, LinkOption.NOFOLLOW_LINKS)
        && Files.size(unpacked) == connection.getContentLengthLong()) {
      return unpacked;
    }
    Path partial = Files.createTempFile(folder, "unpacking-", ".tmp");
    try (InputStream in = connection.getInputStream()) {
      Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, unpacked, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
    deleteOld(folder);
    return unpacked;
  }

  /** What distinguishes one release of the library from another, without reading it. */
  private static String identity(URLConnection connection) throws IOException {
    if (connection instanceof JarURLConnection jar) {
      return String.format(Locale.ROOT, "%08x", jar.getJarEntry().getCrc());
    }
    return Long.toHexString(connection.getLastModified());
  }

  /** Versions of chartbot that share a folder each need theirs; killed ones leave parts. */
  private static void deleteOld(Path folder) throws IOException {
    TreeMap<FileTime, Path> unpacked = new TreeMap<>();
    FileTime abandoned = FileTime.from(Instant.now().minus(UNPACKING));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "{helm,unpacking}-*")) {
      for (Path file : all) {
        FileTime time = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        if (String.valueOf(file.getFileName()).startsWith("helm-")) {
          unpacked.put(time, file);
        } else if (time.compareTo(abandoned) < 0) {
          Files.deleteIfExists(file);
        }
      }
    }
    int superfluous = Math.max(0, unpacked.size() - KEPT);
    for (Path old : unpacked.values().stream().limit(superfluous).toList()) {
      Files.deleteIfExists(old);
    }
  }
}
