package chartbot.cli;

import chartbot.chart.ImageRules;
import chartbot.failure.UserException;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * A file that names images: what an upstream job left, e.g. its {@code artifact.properties}. The
 * content tells the form: JSON, properties, or one image a line.
 */
final class ImageFile {

  private final Path file;

  ImageFile(Path file) {
    this.file = file;
  }

  /** The images as texts {@code NAME:TAG}, unchecked. */
  List<String> images(ImageRules rules) throws UserException {
    String text = text();
    List<String> lines =
        text.lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !l.startsWith("#") && !l.startsWith("!"))
            .toList();
    List<String> images;
    if (text.startsWith("{") || text.startsWith("[")) {
      images = json(text);
    } else if (lines.stream().anyMatch(l -> l.contains("="))) {
      images = properties(text, rules);
    } else {
      images = lines;
    }
    if (images.isEmpty()) {
      throw new UserException(
          file + " names no image",
          "it may be a properties file with IMAGES, with IMAGE (and TAG) or with lines NAME=TAG of"
              + " model images; JSON; or one IMAGE:TAG a line");
    }
    return images;
  }

  private String text() throws UserException {
    try {
      String text = Files.readString(file);
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    } catch (NoSuchFileException e) {
      throw new UserException("there is no file " + file, "see what --from names", e);
    } catch (IOException e) {
      throw new UserException(file + " cannot be read as UTF-8 text", "see what --from names", e);
    }
  }

  private List<String> properties(String text, ImageRules rules) throws UserException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(file + " is no properties file: " + e.getMessage(), null, e);
    }
    List<String> images =
        new ArrayList<>(
            Arrays.stream(properties.getProperty("IMAGES", "").split("[,\\s]+", -1))
                .filter(i -> !i.isEmpty())
                .toList());
    String image = properties.getProperty("IMAGE", "").strip();
    String tag = properties.getProperty("TAG", "").strip();
    if (!image.isEmpty()) {
      String last = image.substring(image.lastIndexOf('/') + 1);
      images.add(last.contains(":") || tag.isEmpty() ? image : image + ":" + tag);
    }
    if (images.isEmpty()) {
      properties.stringPropertyNames().stream()
          .filter(rules::isModel)
          .sorted()
          .map(name -> name + ":" + properties.getProperty(name).strip())
          .forEach(images::add);
    }
    return images;
  }

  private List<String> json(String text) throws UserException {
    try {
      JsonElement root = JsonParser.parseString(text);
      List<String> images = new ArrayList<>();
      if (root instanceof JsonObject object && object.has("images")) {
        collect(object.get("images"), images);
      } else {
        collect(root, images);
      }
      return images;
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new UserException(
          file + " is not JSON that names images: " + e.getMessage(),
          "e.g. [\"NAME:TAG\"], {\"images\": [{\"name\": NAME, \"tag\": TAG}]} or {NAME: TAG}",
          e);
    }
  }

  private static void collect(JsonElement element, List<String> images) {
    if (element instanceof JsonArray array) {
      array.forEach(item -> collect(item, images));
    } else if (element instanceof JsonObject object) {
      if (object.has("name") && object.has("tag")) {
        images.add(object.get("name").getAsString() + ":" + object.get("tag").getAsString());
      } else {
        object.entrySet().forEach(e -> images.add(e.getKey() + ":" + e.getValue().getAsString()));
      }
    } else {
      images.add(element.getAsString());
    }
  }
}
