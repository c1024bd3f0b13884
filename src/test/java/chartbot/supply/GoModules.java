package chartbot.supply;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The modules that a Go program was built of, as {@code go version -m} reads them from it; the
 * format is that of Go's package debug/buildinfo.
 */
public final class GoModules {

  /** One module; the version without its {@code v}. */
  public record Module(String name, String version) {

    String purl() {
      return "pkg:golang/" + name + "@v" + version;
    }
  }

  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(ISO_8859_1);
  private static final int HEADER = 32;
  private static final int INLINE_STRINGS = 2;
  private static final int SENTINEL = 16;

  private GoModules() {}

  /** Adds the modules of the native libraries in a jar to a CycloneDX bill of materials. */
  public static void main(String[] arguments) throws IOException {
    Path bom = Path.of(arguments[0]);
    JsonObject json = JsonParser.parseString(Files.readString(bom)).getAsJsonObject();
    JsonArray components = json.getAsJsonArray("components");
    for (Module module : inJar(jarOnClassPath())) {
      JsonObject component = new JsonObject();
      component.addProperty("type", "library");
      component.addProperty("bom-ref", module.purl());
      component.addProperty("name", module.name());
      component.addProperty("version", "v" + module.version());
      component.addProperty("purl", module.purl());
      components.add(component);
    }
    String text = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json);
    Files.writeString(bom, text + "\n");
  }

  /** The jar of Helm's native library for Linux on x64. */
  static Path jarOnClassPath() throws IOException {
    java.net.URL place = GoModules.class.getResource("/helm-linux-amd64.so");
    if (place == null) {
      throw new IOException("Helm's native library is not on the class path");
    }
    String url = place.toString();
    return Path.of(java.net.URI.create(url.substring("jar:".length(), url.indexOf('!'))));
  }

  static List<Module> inJar(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().endsWith(".so")) {
          try (InputStream in = zip.getInputStream(entry)) {
            return in(in.readAllBytes());
          }
        }
      }
    }
    throw new IOException("no native library in " + jar);
  }

  static List<Module> in(byte[] program) throws IOException {
    int start = indexOf(program, MAGIC);
    if (start < 0 || (program[start + MAGIC.length + 1] & INLINE_STRINGS) == 0) {
      throw new IOException("no build information of Go 1.18 or later");
    }
    int[] position = {start + HEADER};
    String version = text(program, position);
    String info = text(program, position);
    List<Module> modules = new ArrayList<>();
    modules.add(new Module("stdlib", version.replaceFirst("^go", "")));
    for (String line : info.substring(SENTINEL, info.length() - SENTINEL).split("\n", -1)) {
      String[] words = line.split("\t", -1);
      if (words[0].equals("dep")) {
        modules.add(new Module(words[1], words[2].substring(1)));
      } else if (words[0].equals("=>")) { // in place of the one before
        modules.set(modules.size() - 1, new Module(words[1], words[2].substring(1)));
      }
    }
    return modules;
  }

  private static int indexOf(byte[] program, byte[] wanted) {
    for (int i = 0; i <= program.length - HEADER; i += 16) { // it is aligned
      if (Arrays.equals(program, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  /** A string after its length as a varint, in raw bytes: the sentinels are no UTF-8. */
  private static String text(byte[] program, int[] position) {
    int length = 0;
    int shift = 0;
    int part;
    do {
      part = program[position[0]++];
      length |= (part & 0x7f) << shift;
      shift += 7;
    } while (part < 0);
    position[0] += length;
    return new String(program, position[0] - length, length, ISO_8859_1);
  }
}
