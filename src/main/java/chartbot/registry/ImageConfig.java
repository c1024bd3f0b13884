package chartbot.registry;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** See https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md. */
record ImageConfig(@Nullable String created, @Nullable Section config) {

  record Section(@Nullable Map<String, @Nullable String> Labels) {}

  Map<String, String> labels() {
    return config == null ? Map.of() : present(config.Labels());
  }

  static Map<String, String> present(@Nullable Map<String, @Nullable String> map) {
    Map<String, String> present = new HashMap<>();
    if (map != null) {
      map.forEach(
          (key, value) -> {
            if (value != null) {
              present.put(key, value);
            }
          });
    }
    return present;
  }
}
