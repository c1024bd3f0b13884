package chartbot.verify;

import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/**
 * Loads Helm's native library. Unpacking its 98 MB costs half a second, three times what loading it
 * does, so it is unpacked once into a cache folder.
 */
final class HelmLibrary {

  private HelmLibrary() {}

  /**
   * @param cache folder that outlives the run; where it cannot be written, Helm is unpacked for
   *     this run only
   * @throws UnsatisfiedLinkError when there is none for this platform
   */
  static HelmLib load(Path cache) {
    // Asked here and not through Helm's own start: that would look for a library on the internet.
    NativeLibrary packaged =
        NativeLibrary.serviceProviderLibrary(HelmLibrary.class.getClassLoader());
    if (packaged == null) {
      throw new UnsatisfiedLinkError("no library is packaged");
    }
    Path unpacked;
    try {
      unpacked = unpack(packaged, cache);
    } catch (IOException | UnsupportedOperationException e) {
      return packaged.load();
    }
    return Native.load(unpacked.toString(), HelmLib.class);
  }

  /** Unpacks the library unless that has been done. */
  static Path unpack(NativeLibrary packaged, Path cache) throws IOException {
    String name = packaged.getBinaryName();
    URL resource = packaged.getClass().getResource("/" + name);
    if (resource == null) {
      throw new UnsatisfiedLinkError("not packaged: " + name);
    }
    URLConnection connection = resource.openConnection();
    Files.createDirectories(
        cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    refuseForeign(cache);
    Path unpacked = cache.resolve("helm-" + identity(connection) + "-" + name);
    if (Files.isRegularFile(unpacked)
        && Files.size(unpacked) == connection.getContentLengthLong()) {
      return unpacked;
    }
    Path partial = Files.createTempFile(cache, "unpacking-", ".tmp");
    // This runs on a daemon thread: a run that ends earlier would leave half a file.
    partial.toFile().deleteOnExit();
    try (InputStream in = connection.getInputStream()) {
      Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
      Files.move(partial, unpacked, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
    deleteOthers(cache, unpacked);
    return unpacked;
  }

  /** What lies in the folder is run as code: nobody else may be able to put it there. */
  private static void refuseForeign(Path cache) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(cache);
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || !Files.getOwner(cache).getName().equals(System.getProperty("user.name"))) {
      throw new IOException("others can write to " + cache);
    }
  }

  /** What tells one release of the library from another, without reading it. */
  private static String identity(URLConnection connection) throws IOException {
    if (connection instanceof JarURLConnection jar) {
      return String.format(Locale.ROOT, "%08x", jar.getJarEntry().getCrc());
    }
    return Long.toHexString(connection.getLastModified());
  }

  private static void deleteOthers(Path cache, Path kept) throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(cache, "helm-*")) {
      for (Path other : others) {
        if (!other.equals(kept)) {
          Files.deleteIfExists(other);
        }
      }
    }
  }
}
