package chartbot.update;

import chartbot.chart.Image;
import chartbot.chart.Tags;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.error.VerificationException;
import chartbot.image.Digest;
import chartbot.image.ImageRegistry;
import chartbot.image.ImageSignature;
import chartbot.image.RegistryRules;
import chartbot.image.RegistryRules.Check;
import chartbot.image.SignatureKey;
import chartbot.target.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the registry for each tag, and for its signature where the configuration has a key. */
public final class RegistryTagCheck implements TagCheck {

  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final int NEAREST = 3;

  private final RegistryRules rules;
  private final ImageRegistry registry;
  private final Clock clock;
  private final Sleeper sleeper;
  private final Progress progress;
  private final Map<Image, Digest> good = new ConcurrentHashMap<>();

  public RegistryTagCheck(
      RegistryRules rules,
      ImageRegistry registry,
      Clock clock,
      Sleeper sleeper,
      Progress progress) {
    this.rules = rules;
    this.registry = registry;
    this.clock = clock;
    this.sleeper = sleeper;
    this.progress = progress;
  }

  @Override
  public List<String> check(Target target, List<Image> images) throws ChartbotException {
    List<String> notes = new ArrayList<>();
    if (!rules.checks()) {
      return notes;
    }
    progress.step("checking tags in the registry");
    Instant end = clock.instant().plus(rules.waitForImage());
    for (Image image : images) {
      if (!good.containsKey(image)) {
        check(target, image, end).ifPresent(notes::add);
      }
    }
    return notes;
  }

  @Override
  public Optional<String> digest(Image image) {
    return Optional.ofNullable(good.get(image)).map(Digest::text);
  }

  private Optional<String> check(Target target, Image image, Instant end) throws ChartbotException {
    // Where a signature is required, an image that is not there has none.
    boolean required = rules.check() == Check.REQUIRED || rules.verifyKey().isPresent();
    Optional<Digest> digest;
    try {
      digest = find(image, end);
      if (digest.isEmpty() && required) {
        throw refusal(target, image);
      }
    } catch (EnvironmentException unreachable) {
      if (required) {
        throw unreachable;
      }
      return Optional.of("could not check " + image + ": " + unreachable.message());
    }
    if (digest.isEmpty()) {
      return Optional.of(registry.reference(image.name()) + " has no tag " + image.tag());
    }
    if (image.digest().isPresent() && !image.digest().get().equals(digest.get().text())) {
      throw new UserException(
          "image '" + image + "': the registry has " + image.tag() + " at " + digest.get(),
          "give the digest that the registry has, or leave it out");
    }
    if (rules.verifyKey().isPresent()) {
      verify(image, digest.get(), rules.verifyKey().get());
    }
    good.put(image, digest.get());
    return Optional.empty();
  }

  private Optional<Digest> find(Image image, Instant end) throws EnvironmentException {
    boolean announced = false;
    while (true) {
      Optional<Digest> digest = registry.digest(image.name(), image.tag());
      Duration left = Duration.between(clock.instant(), end);
      if (digest.isPresent() || left.isNegative() || left.isZero()) {
        return digest;
      }
      if (!announced) {
        progress.step("waiting for " + registry.reference(image.name()) + ":" + image.tag());
        announced = true;
      }
      try {
        sleeper.sleep(left.compareTo(BETWEEN) < 0 ? left : BETWEEN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw EnvironmentException.temporary("interrupted while waiting for " + image, null, e);
      }
    }
  }

  private UserException refusal(Target target, Image image) throws EnvironmentException {
    List<String> there = registry.tags(image.name());
    String message = "image '" + image + "': " + registry.reference(image.name());
    if (there.isEmpty()) {
      return new UserException(
          message + " does not exist in the registry",
          "push the image, or check its name and registry.repository in the configuration");
    }
    List<String> matching =
        there.stream().filter(t -> target.images().tagPattern().matcher(t).matches()).toList();
    List<String> near = nearest(matching.isEmpty() ? there : matching, image.tag());
    return new UserException(
        message + " has no tag " + image.tag(),
        "the nearest tags are "
            + String.join(", ", near)
            + "; push the image, or wait for it with --wait-for-image 5m");
  }

  /** The tags next to one in their order, newest first. */
  static List<String> nearest(List<String> tags, String tag) {
    TreeSet<String> sorted = new TreeSet<>(Tags.ORDER);
    sorted.addAll(tags);
    List<String> near = new ArrayList<>();
    sorted.headSet(tag, false).descendingSet().stream().limit(NEAREST).forEach(near::add);
    Collections.reverse(near);
    sorted.tailSet(tag, true).stream().limit(NEAREST).forEach(near::add);
    Collections.reverse(near);
    return near;
  }

  private void verify(Image image, Digest digest, SignatureKey key) throws ChartbotException {
    List<ImageSignature> signatures = registry.signatures(image.name(), digest);
    if (signatures.stream().noneMatch(signature -> key.verifies(signature, digest))) {
      String reason = signatures.isEmpty() ? " is not signed" : " is not signed with " + key.file();
      throw new VerificationException(
          "image '" + image + "': " + registry.reference(image.name()) + "@" + digest + reason,
          "sign it with 'cosign sign --key', or check registry.verify-key in the configuration");
    }
  }
}
