package chartbot.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the bot's notes go in messages that people have written. */
class FootersTest {

  private static final String NOTE = "Chartbot-Options: restored=4\n";

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of(
            "S\n\nbody\n\nTeam: x\nChange-Id: I1\n",
            "S\n\nbody\n\nTeam: x\n" + NOTE + "Change-Id: I1\n"),
        Arguments.of("S\n\nchange-ID:I1\nTeam: x", "S\n\n" + NOTE + "change-ID:I1\nTeam: x\n"),
        Arguments.of("S\n\nTeam: x\n\n", "S\n\nTeam: x\n" + NOTE + "Change-Id: I1\n"),
        Arguments.of(
            "S\r\n\r\nChange-Id: I1\r\n \r\nTeam: x\r\n",
            "S\n\nChange-Id: I1\n\nTeam: x\n" + NOTE + "Change-Id: I1\n"),
        Arguments.of("S\n\nbody", "S\n\nbody\n\n" + NOTE + "Change-Id: I1\n"),
        Arguments.of("values: mine\n", "values: mine\n\n" + NOTE + "Change-Id: I1\n"),
        Arguments.of(
            "S\n\nChange-Id: I1\n\nan afterthought\n",
            "S\n\nChange-Id: I1\n\nan afterthought\n\n" + NOTE + "Change-Id: I1\n"),
        Arguments.of("S\n\nChange-Id: I2\n", "S\n\n" + NOTE + "Change-Id: I1\n"),
        Arguments.of(
            "S\n\nChartbot-Options: force\nChange-Id: I1\n",
            "S\n\nChartbot-Options: force\n" + NOTE + "Change-Id: I1\n"),
        Arguments.of("S\n\n" + NOTE + "Change-Id: I1\n", "S\n\n" + NOTE + "Change-Id: I1\n"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatIsPutBackSaysSoInTheFootersOfItsOwnChange(String message, String expected) {
    String restored = Footers.restored(message, "I1", 4);

    assertThat(restored).isEqualTo(expected);
    assertThat(Footers.of(restored).isRestored()).isTrue();
    assertThat(List.of(restored, Footers.restored(restored, "I1", 4))).containsOnly(expected);
  }
}
