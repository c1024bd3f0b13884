package chartbot.verify;

import chartbot.cache.CacheFolder;
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
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Loads Helm's native library. Unpacking its 98 MB costs half a second, three times what loading it
 * does, so it is unpacked once into a cache folder.
 */
final class HelmLibrary {

  private static final int KEPT = 3;
  private static final String SEARCH_PATH = "jna.platform.library.path";

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
      return started(packaged.load());
    }
    return start(unpacked);
  }

  /** It answers when Helm has started. */
  private static HelmLib started(HelmLib library) {
    library.Free(library.Version());
    return library;
  }

  private static HelmLib start(Path unpacked) {
    if (System.getProperty(SEARCH_PATH) == null) {
      // Else JNA runs ldconfig to learn where libraries lie; ours it is told.
      System.setProperty(SEARCH_PATH, "");
    }
    HelmLib library = Native.load(unpacked.toString(), HelmLib.class);
    ResidentPages.release(unpacked); // what it took to link it
    started(library);
    ResidentPages.release(unpacked);
    return library;
  }

  /** Unpacks the library unless that has been done. */
  static Path unpack(NativeLibrary packaged, Path cache) throws IOException {
    String name = packaged.getBinaryName();
    URL resource = packaged.getClass().getResource("/" + name);
    if (resource == null) {
      throw new UnsatisfiedLinkError("not packaged: " + name);
    }
    URLConnection connection = resource.openConnection();
    CacheFolder.claim(cache);
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
    deleteOld(cache);
    return unpacked;
  }

  /** What tells one release of the library from another, without reading it. */
  private static String identity(URLConnection connection) throws IOException {
    if (connection instanceof JarURLConnection jar) {
      return String.format(Locale.ROOT, "%08x", jar.getJarEntry().getCrc());
    }
    return Long.toHexString(connection.getLastModified());
  }

  /** Versions of chartbot that share a folder each need theirs. */
  private static void deleteOld(Path cache) throws IOException {
    TreeMap<FileTime, Path> unpacked = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(cache, "helm-*")) {
      for (Path library : all) {
        unpacked.put(Files.getLastModifiedTime(library), library);
      }
    }
    for (Path old :
        unpacked.values().stream().limit(Math.max(0, unpacked.size() - KEPT)).toList()) {
      Files.deleteIfExists(old);
    }
  }
}
