package chartbot.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChallengeTest {

  @Test
  void readsRealmAndServiceOfABearer() {
    assertThat(
            Challenge.in(
                List.of(
                    "Bearer"
                        + " realm=\"https://a.example/t?x=1,2\",service=\"re\\\"g\",scope=\"a:b:c\"")))
        .contains(new Challenge(true, "https://a.example/t?x=1,2", Optional.of("re\"g")));
  }

  @Test
  void prefersBearerToBasicInWhicheverOrder() {
    Challenge bearer = new Challenge(true, "https://a.example/", Optional.empty());

    assertThat(Challenge.in(List.of("Basic realm=\"x\"", "bearer realm=https://a.example/")))
        .contains(bearer);
    assertThat(Challenge.in(List.of("Basic realm=\"x\", Bearer realm=\"https://a.example/\"")))
        .contains(bearer);
  }

  @Test
  void knowsNoOtherScheme() {
    assertThat(Challenge.in(List.of("Negotiate", "Digest realm=\"Basic\""))).isEmpty();
    assertThat(Challenge.in(List.of("Bearer service=\"x\""))).isEmpty();
    assertThat(Challenge.in(List.of("Basic"))).isPresent();
  }
}
