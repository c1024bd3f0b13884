package chartbot.gerrit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of Gerrit's JSON, read member by member: what Gson needs to fill a record takes longer
 * than all else that a run reads. Gerrit leaves out what is empty or false.
 *
 * <p>What is missing or of another kind makes it throw {@link JsonParseException}, or what Gson
 * throws: {@link IllegalStateException}, {@link UnsupportedOperationException} or {@link
 * NumberFormatException}.
 */
record Json(JsonObject object) {

  /** The object that an element is. */
  static Json of(JsonElement element) {
    return new Json(element.getAsJsonObject());
  }

  /** A text that is never left out. */
  String text(String name) {
    return present(name).getAsString();
  }

  /** A text, or null where it is left out. */
  @Nullable String textOrNull(String name) {
    JsonElement member = find(name);
    return member == null ? null : member.getAsString();
  }

  /** A number that is never left out. */
  int number(String name) {
    return present(name).getAsInt();
  }

  /** A number, 0 where it is left out. */
  int numberOrZero(String name) {
    JsonElement member = find(name);
    return member == null ? 0 : member.getAsInt();
  }

  /** A flag that is never left out. */
  boolean flag(String name) {
    return present(name).getAsBoolean();
  }

  /** A flag, false where it is left out. */
  boolean flagOrFalse(String name) {
    JsonElement member = find(name);
    return member != null && member.getAsBoolean();
  }

  /** An object that is never left out. */
  Json member(String name) {
    return of(present(name));
  }

  /** An object as a reader has it, or null where it is left out. */
  <T> @Nullable T memberOrNull(String name, Function<Json, T> reader) {
    JsonElement member = find(name);
    return member == null ? null : reader.apply(of(member));
  }

  /** The elements of a list, none where it is left out. */
  <T> List<T> list(String name, Function<JsonElement, T> reader) {
    List<T> list = new ArrayList<>();
    JsonElement member = find(name);
    if (member != null) {
      member.getAsJsonArray().forEach(element -> list.add(reader.apply(element)));
    }
    return list;
  }

  /** The members of an object that are not known by name, in order; none where it is left out. */
  <T> Map<String, T> map(String name, Function<JsonElement, T> reader) {
    Map<String, T> map = new LinkedHashMap<>();
    JsonElement member = find(name);
    if (member != null) {
      member
          .getAsJsonObject()
          .entrySet()
          .forEach(entry -> map.put(entry.getKey(), reader.apply(entry.getValue())));
    }
    return map;
  }

  private JsonElement present(String name) {
    JsonElement member = find(name);
    if (member == null) {
      throw new JsonParseException("no " + name);
    }
    return member;
  }

  private @Nullable JsonElement find(String name) {
    JsonElement member = object.get(name);
    return member == null || member.isJsonNull() ? null : member;
  }
}
