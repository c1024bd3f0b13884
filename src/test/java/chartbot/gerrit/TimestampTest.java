package chartbot.gerrit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

  @Test
  void gerritsTimestampsAreUtcWithNanosecondsOrWithout() {
    assertThat(Timestamp.read("2026-11-23 07:45:01.000000000"))
        .isEqualTo(Instant.parse("2026-11-23T07:45:01Z"));
    assertThat(Timestamp.read("2024-02-29 23:59:59.123456789"))
        .isEqualTo(Instant.parse("2024-02-29T23:59:59.123456789Z"));
    assertThat(Timestamp.read("1999-12-31 00:00:00"))
        .isEqualTo(Instant.parse("1999-12-31T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-23",
        "2026-11-23T07:45:01",
        "2026-11-23 07:45:01.0",
        "2026-11-23 07:45:01,000000000",
        "2026-11-23 07:45:+1",
        "2026-11-23 07:45:01.00000000\u0661",
        "2026-02-29 07:45:01",
        "2026-11-23 24:00:00"
      })
  void whatIsNoTimestampOfGerritIsRefused(String text) {
    assertThatThrownBy(() -> Timestamp.read(text)).isInstanceOf(DateTimeException.class);
  }
}
