package chartbot.cli;

import chartbot.error.Location;
import chartbot.error.UserException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images in a JSON file: a list, names with their tags, or either of them under "images". */
final class ImageJson {

  private static final String HINT =
      "e.g. [\"NAME:TAG\"], {\"images\": [{\"name\": NAME, \"tag\": TAG}]} or {NAME: TAG}";

  private static final Pattern PLACE = Pattern.compile(" at line (\\d+) column (\\d+)");

  private static final Pattern LOOKED_AT = Pattern.compile("([\"'{\\[]|null|true|false)$");

  /** A value and its place. */
  private sealed interface Value {
    Location where();
  }

  private record Text(Location where, String text) implements Value {}

  private record Items(Location where, List<Value> items) implements Value {}

  private record Fields(Location where, Map<String, Value> fields) implements Value {}

  private final String file;
  private final List<String> lines;
  private final JsonReader reader;

  ImageJson(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
    this.reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.LENIENT);
  }

  /** The images as texts {@code NAME:TAG}, unchecked. */
  List<ImageText> images() throws UserException {
    Value root = root();
    List<ImageText> images = new ArrayList<>();
    if (root instanceof Fields object) {
      Value named = object.fields().get("images");
      collect(named == null ? root : named, images);
    } else {
      collect(root, images);
    }
    return images;
  }

  private Value root() throws UserException {
    try {
      Value root = value();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw UserException.at(here(), "something follows behind the JSON", HINT);
      }
      return root;
    } catch (IOException | IllegalStateException e) {
      String reason = PLACE.split(String.valueOf(e.getMessage()), -1)[0];
      throw UserException.at(here(), "not JSON: " + reason, HINT);
    }
  }

  private Value value() throws IOException, UserException {
    JsonToken next = reader.peek();
    Location where = here();
    switch (next) {
      case BEGIN_ARRAY -> {
        return new Items(where, items());
      }
      case BEGIN_OBJECT -> {
        return new Fields(where, fields());
      }
      case STRING, NUMBER -> {
        return new Text(where, reader.nextString());
      }
      case BOOLEAN -> {
        return new Text(where, String.valueOf(reader.nextBoolean()));
      }
      default -> throw UserException.at(where, "no image stands here", HINT);
    }
  }

  private List<Value> items() throws IOException, UserException {
    List<Value> items = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      items.add(value());
    }
    reader.endArray();
    return items;
  }

  private Map<String, Value> fields() throws IOException, UserException {
    Map<String, Value> fields = new LinkedHashMap<>();
    Map<String, Location> keys = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      Location where = here();
      String key = reader.nextName();
      Location first = keys.putIfAbsent(key, where);
      if (first != null) {
        throw UserException.at(
            where, "'" + key + "' stands at " + first + " already", "leave one of the two out");
      }
      fields.put(key, value());
    }
    reader.endObject();
    return fields;
  }

  private static void collect(Value value, List<ImageText> images) throws UserException {
    if (value instanceof Text text) {
      images.add(new ImageText(text.text(), text.where().toString()));
    } else if (value instanceof Items list) {
      for (Value item : list.items()) {
        collect(item, images);
      }
    } else if (value instanceof Fields object) {
      collect(object, images);
    }
  }

  private static void collect(Fields object, List<ImageText> images) throws UserException {
    Value name = object.fields().get("name");
    Value tag = object.fields().get("tag");
    if (name != null && tag != null) {
      images.add(image(name.where(), text(name), text(tag)));
    } else if (name != null) {
      throw UserException.at(
          object.where(), "image '" + text(name) + "' has no tag", "give it as \"tag\": TAG");
    } else if (tag != null) {
      throw UserException.at(
          object.where(), "an image has no name", "give it as \"name\": NAME beside its \"tag\"");
    } else {
      for (Map.Entry<String, Value> each : object.fields().entrySet()) {
        images.add(image(each.getValue().where(), each.getKey(), text(each.getValue())));
      }
    }
  }

  private static ImageText image(Location where, String name, String tag) {
    return new ImageText(name + ":" + tag, where.toString());
  }

  private static String text(Value value) throws UserException {
    if (value instanceof Text text) {
      return text.text();
    }
    throw UserException.at(value.where(), "here must be one text", HINT);
  }

  /** Where the reader is; it tells that only in words, and behind what it has looked at. */
  private Location here() {
    Matcher place = PLACE.matcher(reader.toString());
    if (!place.find()) {
      throw new IllegalStateException(reader.toString());
    }
    int line = Integer.parseInt(place.group(1));
    int column = Integer.parseInt(place.group(2));
    String text = line <= lines.size() ? lines.get(line - 1) : "";
    String before = text.substring(0, Math.min(column - 1, text.length()));
    String seen = LOOKED_AT.matcher(before).replaceFirst("");
    return new Location(file, line, seen.codePointCount(0, seen.length()) + 1);
  }
}
