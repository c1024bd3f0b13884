package chartbot.image;

import chartbot.error.EnvironmentException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry in memory that counts what it is asked. */
public final class FakeRegistry implements ImageRegistry {

  private final Map<String, List<String>> tags = new HashMap<>();
  private final Map<Digest, ImageDetails> details = new HashMap<>();
  private final Set<String> broken = new HashSet<>();
  private final Map<Digest, List<ImageSignature>> signatures = new HashMap<>();
  public final List<String> requests = new CopyOnWriteArrayList<>();

  public FakeRegistry has(String name, String... its) {
    tags.computeIfAbsent(name, n -> new ArrayList<>()).addAll(List.of(its));
    return this;
  }

  /** Whatever is asked about that image fails. */
  public FakeRegistry breaksOn(String name) {
    broken.add(name);
    return this;
  }

  public static Digest digestOf(String name, String tag) {
    return Digest.of((name + ":" + tag).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** What the builder of a tag says of it. */
  public FakeRegistry labels(String name, String tag, Map<String, String> labels) {
    details.put(digestOf(name, tag), new ImageDetails(labels, Optional.empty()));
    return this;
  }

  public void sign(Digest image, ImageSignature signature) {
    signatures.computeIfAbsent(image, i -> new ArrayList<>()).add(signature);
  }

  @Override
  public void ping() {
    requests.add("ping");
  }

  @Override
  public List<String> tags(String name) throws EnvironmentException {
    ask("tags " + name, name);
    return tags.getOrDefault(name, List.of());
  }

  @Override
  public Optional<Digest> digest(String name, String tag) throws EnvironmentException {
    ask("digest " + name + ":" + tag, name);
    return tags.getOrDefault(name, List.of()).contains(tag)
        ? Optional.of(digestOf(name, tag))
        : Optional.empty();
  }

  @Override
  public Optional<ImageDetails> details(String name, Digest digest) throws EnvironmentException {
    ask("details " + name, name);
    return Optional.of(details.getOrDefault(digest, ImageDetails.NONE));
  }

  @Override
  public List<ImageSignature> signatures(String name, Digest digest) {
    return signatures.getOrDefault(digest, List.of());
  }

  @Override
  public String reference(String name) {
    return "registry.example.com/proj/" + name;
  }

  private void ask(String request, String name) throws EnvironmentException {
    requests.add(request);
    if (broken.contains(name)) {
      throw EnvironmentException.temporary("the registry failed on " + name, null, null);
    }
  }
}
