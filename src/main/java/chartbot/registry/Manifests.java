package chartbot.registry;

import chartbot.error.EnvironmentException;
import chartbot.image.Digest;
import com.google.gson.JsonParseException;
import java.util.Optional;

/** Reads manifests and blobs, and compares each with its digest. */
final class Manifests {

  /** The media types that are read. */
  static final String TYPES =
      String.join(", ", Manifest.OCI, Manifest.DOCKER, Manifest.OCI_INDEX, Manifest.DOCKER_LIST);

  /** In bytes; the specification's own bound. */
  static final int LONGEST = 4 << 20;

  private final RegistryServer server;
  private final RegistryClient client;

  Manifests(RegistryServer server, RegistryClient client) {
    this.server = server;
    this.client = client;
  }

  /** Empty where there is no such manifest. */
  Optional<Manifest> get(String name, Digest digest, Deadline deadline)
      throws EnvironmentException {
    Optional<RegistryResponse> answer = answer(name, digest.text(), deadline);
    if (answer.isPresent() && !digest.matches(answer.get().body())) {
      throw RegistryFaults.unexpected(answer.get(), "the content does not match its digest", null);
    }
    return answer.isPresent() ? Optional.of(read(answer.get(), Manifest.class)) : Optional.empty();
  }

  /** What a tag refers to; empty where there is no such tag. */
  Optional<Manifest> get(String name, String tag, Deadline deadline) throws EnvironmentException {
    Optional<RegistryResponse> answer = answer(name, tag, deadline);
    return answer.isPresent() ? Optional.of(read(answer.get(), Manifest.class)) : Optional.empty();
  }

  private Optional<RegistryResponse> answer(String name, String reference, Deadline deadline)
      throws EnvironmentException {
    String path = server.repositoryOf(name) + "/manifests/" + reference;
    return Optional.of(client.send("GET", path, server.scope(name), TYPES, LONGEST, deadline))
        .filter(answer -> answer.status() == 200);
  }

  /**
   * A blob whose content has been compared with its digest; empty where there is none.
   *
   * @param limit the longest one that is read, in bytes
   */
  Optional<RegistryResponse> blob(String name, Digest digest, int limit, Deadline deadline)
      throws EnvironmentException {
    String path = server.repositoryOf(name) + "/blobs/" + digest;
    RegistryResponse answer = client.send("GET", path, server.scope(name), "", limit, deadline);
    if (answer.status() != 200) {
      return Optional.empty();
    }
    if (!digest.matches(answer.body())) {
      throw RegistryFaults.unexpected(answer, "the content does not match its digest", null);
    }
    return Optional.of(answer);
  }

  /** The JSON of an answer. */
  static <T> T read(RegistryResponse answer, Class<T> type) throws EnvironmentException {
    try {
      return answer.json(type);
    } catch (JsonParseException e) {
      throw RegistryFaults.unexpected(answer, "expected JSON of the distribution API", e);
    }
  }
}
