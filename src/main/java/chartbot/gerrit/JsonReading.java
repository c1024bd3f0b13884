package chartbot.gerrit;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;

/** How Gson reads Gerrit's JSON into records; what is wrong is named by its path. */
final class JsonReading {

  /** In UTC, with nine digits of nanoseconds or none. */
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSSSSSSSS]")
          .withResolverStyle(ResolverStyle.STRICT);

  private interface Reading<T> {
    T of(JsonReader in) throws IOException;
  }

  private JsonReading() {}

  static Gson gson() {
    return new GsonBuilder()
        .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
        .registerTypeAdapter(int.class, adapter("a number", 0, JsonReader::nextInt))
        .registerTypeAdapter(boolean.class, adapter("a flag", false, JsonReader::nextBoolean))
        .registerTypeAdapter(
            Instant.class,
            adapter(
                "a timestamp",
                null,
                in -> LocalDateTime.parse(in.nextString(), TIMESTAMP).toInstant(ZoneOffset.UTC)))
        .create();
  }

  private static <T> TypeAdapter<T> adapter(
      String what, @Nullable T absent, Reading<@Nullable T> reading) {
    return new TypeAdapter<>() {
      @Override
      public @Nullable T read(JsonReader in) throws IOException {
        String path = in.getPath();
        if (in.peek() == JsonToken.NULL) {
          in.nextNull();
          return absent;
        }
        try {
          return reading.of(in);
        } catch (NumberFormatException | IllegalStateException | DateTimeException e) {
          throw new JsonParseException("expected " + what + " at " + path, e);
        }
      }

      @Override
      public void write(JsonWriter out, @Nullable T value) {
        throw new UnsupportedOperationException("only read");
      }
    };
  }
}
