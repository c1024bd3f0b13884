package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.error.VerificationException;
import chartbot.image.Digest;
import chartbot.image.FakeRegistry;
import chartbot.image.ImageSignature;
import chartbot.image.RegistryRules;
import chartbot.image.RegistryRules.Check;
import chartbot.image.SignatureKey;
import chartbot.lifecycle.TestTarget;
import chartbot.registry.SigningKey;
import chartbot.target.Target;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryTagCheckTest {

  private static final Image IMAGE = new Image("a", "1.2.3-10");
  private static final Target TARGET = TestTarget.of("charts", "master");

  private final FakeRegistry registry = new FakeRegistry();
  private final RecordingProgress progress = new RecordingProgress();
  private Instant now = Instant.EPOCH;

  @Test
  void aTagThatIsThereIsFine() throws Exception {
    registry.has("a", "1.2.3-10");

    assertThat(check(rules(Check.REQUIRED), IMAGE)).isEmpty();
    assertThat(registry.requests).containsExactly("digest a:1.2.3-10");
  }

  @Test
  void aTagThatIsNotThereIsRefusedWithTheNearest() {
    registry.has("a", "1.2.3-9", "1.2.3-8", "1.2.3-2", "1.2.3-1", "1.2.3-11", "latest");

    assertThatThrownBy(() -> check(rules(Check.REQUIRED), IMAGE))
        .isInstanceOfSatisfying(
            UserException.class,
            refusal ->
                assertThat(refusal.hint())
                    .contains(
                        "the nearest tags are 1.2.3-11, 1.2.3-9, 1.2.3-8, 1.2.3-2; push the image,"
                            + " or wait for it with --wait-for-image 5m"))
        .hasMessage("image 'a:1.2.3-10': registry.example.com/proj/a has no tag 1.2.3-10");
  }

  @Test
  void anImageThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> check(rules(Check.REQUIRED), IMAGE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("registry.example.com/proj/a does not exist in the registry");
  }

  @Test
  void aDigestMustBeTheRegistrys() throws Exception {
    registry.has("a", "1.2.3-10");
    String there = FakeRegistry.digestOf("a", "1.2.3-10").text();
    String other = FakeRegistry.digestOf("a", "1.2.3-9").text();

    assertThat(check(rules(Check.REQUIRED), new Image("a", "1.2.3-10", Optional.of(there))))
        .isEmpty();
    assertThatThrownBy(
            () -> check(rules(Check.REQUIRED), new Image("a", "1.2.3-10", Optional.of(other))))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("the registry has 1.2.3-10 at " + there);
  }

  @Test
  void whereItIsOptionalItIsNoted() throws Exception {
    registry.has("a", "1.2.3-9");

    assertThat(check(rules(Check.OPTIONAL), IMAGE))
        .containsExactly("registry.example.com/proj/a has no tag 1.2.3-10");
  }

  @Test
  void aRegistryThatFailsStopsOnlyWhereTheCheckIsRequired() throws Exception {
    registry.breaksOn("a");

    assertThatThrownBy(() -> check(rules(Check.REQUIRED), IMAGE))
        .isInstanceOf(EnvironmentException.class);
    assertThat(check(rules(Check.OPTIONAL), IMAGE))
        .containsExactly("could not check a:1.2.3-10: the registry failed on a");
  }

  @Test
  void offAsksNothing() throws Exception {
    assertThat(check(rules(Check.OFF), IMAGE)).isEmpty();
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void waitsUntilTheTagIsThere() throws Exception {
    RegistryRules rules = rules(Check.REQUIRED).waiting(Duration.ofMinutes(5));

    List<String> notes =
        checker(
                rules,
                time -> {
                  pass(time);
                  if (now.equals(Instant.ofEpochSecond(30))) {
                    registry.has("a", "1.2.3-10");
                  }
                })
            .check(TARGET, List.of(IMAGE));

    assertThat(notes).isEmpty();
    assertThat(now).isEqualTo(Instant.ofEpochSecond(30));
  }

  @Test
  void waitsNoLongerThanItMay() {
    RegistryRules rules = rules(Check.REQUIRED).waiting(Duration.ofSeconds(12));

    assertThatThrownBy(() -> checker(rules, this::pass).check(TARGET, List.of(IMAGE)))
        .isInstanceOf(UserException.class);
    assertThat(now).isEqualTo(Instant.ofEpochSecond(12));
  }

  @Test
  void asksOnceForATagHoweverOftenTheRunTries() throws Exception {
    registry.has("a", "1.2.3-10");
    RegistryTagCheck checker = checker(rules(Check.REQUIRED), this::pass);

    checker.check(TARGET, List.of(IMAGE));
    checker.check(TARGET, List.of(IMAGE));

    assertThat(registry.requests).hasSize(1);
  }

  @Test
  void anImageWithoutTheKeysSignatureIsRefused() throws Exception {
    registry.has("a", "1.2.3-10");
    Digest digest = FakeRegistry.digestOf("a", "1.2.3-10");
    SigningKey ours = SigningKey.ec();
    RegistryRules rules = rules(Check.OFF, Optional.of(ours.publicKey()));

    assertThatThrownBy(() -> check(rules, IMAGE))
        .isInstanceOf(VerificationException.class)
        .hasMessageEndingWith("@" + digest + " is not signed");
    registry.sign(digest, signature(SigningKey.ec(), digest));
    registry.sign(digest, signature(ours, FakeRegistry.digestOf("a", "1.2.3-9")));
    assertThatThrownBy(() -> check(rules, IMAGE))
        .isInstanceOf(VerificationException.class)
        .hasMessageEndingWith("is not signed with cosign.pub");
    registry.sign(digest, signature(ours, digest));
    assertThat(check(rules, IMAGE)).isEmpty();
  }

  private static ImageSignature signature(SigningKey key, Digest digest) {
    byte[] payload = SigningKey.payload(digest);
    return new ImageSignature(
        payload, Optional.of(digest), Base64.getDecoder().decode(key.sign(payload)));
  }

  private List<String> check(RegistryRules rules, Image image) throws ChartbotException {
    return checker(rules, this::pass).check(TARGET, List.of(image));
  }

  private RegistryTagCheck checker(RegistryRules rules, Sleeper sleeper) {
    InstantSource source = () -> now;
    Clock clock = source.withZone(ZoneOffset.UTC);
    return new RegistryTagCheck(rules, registry, clock, sleeper, progress);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static RegistryRules rules(Check check) {
    return rules(check, Optional.empty());
  }

  private static RegistryRules rules(Check check, Optional<SignatureKey> key) {
    return new RegistryRules(
        URI.create("https://registry.example.com"),
        "proj",
        check,
        Optional.empty(),
        key,
        Set.of(),
        Set.of(),
        Duration.ZERO);
  }
}
