package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One answer, read to its end. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record RegistryResponse(URI url, int status, HttpHeaders headers, byte[] body) {

  private static final Gson GSON = new Gson();
  private static final int LONGEST_MESSAGE = 300;

  /** See https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes. */
  private record Errors(@Nullable List<@Nullable Fault> errors) {}

  private record Fault(@Nullable String code, @Nullable String message) {}

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * The body as JSON.
   *
   * @throws JsonParseException when it is none, or of another form
   */
  <T> T json(Class<T> type) {
    T read;
    try {
      read = GSON.fromJson(new String(body, UTF_8), type);
    } catch (IllegalArgumentException e) {
      throw new JsonParseException(e);
    }
    if (read == null) {
      throw new JsonParseException("the answer is empty");
    }
    return read;
  }

  /** Whether the registry names the error with that code. */
  boolean names(String code) {
    return errors().stream().anyMatch(error -> error != null && code.equals(error.code()));
  }

  /** What the registry says of an error, one short line; empty where it says nothing. */
  String message() {
    for (Fault error : errors()) {
      if (error != null && error.message() != null) {
        String text = error.message().replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
      }
    }
    return "";
  }

  private List<@Nullable Fault> errors() {
    try {
      List<@Nullable Fault> errors = json(Errors.class).errors();
      return errors == null ? List.of() : errors;
    } catch (JsonParseException e) {
      return List.of();
    }
  }
}
