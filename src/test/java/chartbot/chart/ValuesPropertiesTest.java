package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.UserException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What holds for any values file, tried on generated texts and on damaged golden ones: in the build
 * always on the same, in the profile {@code fuzz} on ever new and far more ones.
 */
class ValuesPropertiesTest {

  private static final String TAG = "9.8.7-6";
  private static final String FIXED = "20261122";
  private static final int DAMAGED_AT_ONCE = 10;
  private static final long SHIFT =
      Boolean.getBoolean("chartbot.fuzz") ? System.nanoTime() * 0x9E3779B97F4A7C15L : 0;

  /** A failure names the seed that leads to it. */
  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().map(seed -> seed ^ SHIFT);
  }

  @Property(seed = FIXED)
  void anUpdateReplacesTheTagAndNothingElse(@ForAll("seeds") long seed) throws UserException {
    GeneratedValues given = new GeneratedValues(seed);
    for (int i = 0; i < given.images(); i++) {
      String after = edit(given.text(), given.image(i) + ":" + TAG, "no-job");

      assertThat(after).isEqualTo(given.textWithTag(i, TAG));
      assertThat(edit(after, given.image(i) + ":" + TAG, "no-job")).isEqualTo(after);
    }
  }

  @Property(seed = FIXED)
  void anUpdateAndItsReverseGiveTheOriginalBack(@ForAll("seeds") long seed) throws UserException {
    GeneratedValues given = new GeneratedValues(seed);

    String after = edit(given.text(), given.image(0) + ":" + TAG, "no-job");
    String back = edit(after, given.image(0) + ":" + GeneratedValues.TAG, "no-job");

    assertThat(back).isEqualTo(given.text());
  }

  @Property(seed = FIXED)
  void anAdditionOnlyInsertsAndHelmReadsTheEntryAndTheSection(@ForAll("seeds") long seed)
      throws IOException, UserException {
    GeneratedValues given = new GeneratedValues(seed);

    String after = edit(given.text(), "new-image:" + TAG, "");

    assertThat(isSubsequenceOfLines(given.text(), after)).isTrue();
    HelmAgreement agreement = new HelmAgreement();
    agreement.add(
        "an addition",
        given.text().getBytes(StandardCharsets.UTF_8),
        after.getBytes(StandardCharsets.UTF_8),
        GoldenRequest.of(List.of("new-image:" + TAG)));
    assertThat(agreement.check()).isEmpty();
    assertThat(edit(after, "new-image:" + TAG, "")).isEqualTo(after);
  }

  @Property(seed = FIXED)
  void aDamagedFileIsEitherRefusedOrEditedAsHelmWouldHaveIt(@ForAll("seeds") long seed)
      throws IOException, URISyntaxException {
    List<Path> cases = GoldenValuesTest.cases().toList();
    Random random = new Random(seed);
    HelmAgreement agreement = new HelmAgreement();
    for (int i = 0; i < DAMAGED_AT_ONCE; i++) {
      Path directory = cases.get(random.nextInt(cases.size()));
      byte[] damaged = damage(Files.readAllBytes(directory.resolve("input.yaml")), random);
      MapChart chart = new MapChart().with("values.yaml", damaged);
      try {
        EditRequest request = GoldenRequest.of(List.of("a:" + TAG, "b:" + TAG, "no-job"));
        EditedValues.files(chart, request).forEach(chart::apply);
        agreement.add(directory + ", damaged", damaged, chart.bytes("values.yaml"), request);
      } catch (UserException refusal) {
        assertThat(refusal.message()).startsWith("values.yaml:");
        assertThat(refusal.hint()).isPresent();
      }
    }
    agreement.check();
  }

  private static byte[] damage(byte[] bytes, Random random) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String bits = "\t \n\r#&*|>{}[],:'\"-?!~ab0\\%@`";
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(damaged.length() + 1);
      if (random.nextBoolean() && at < damaged.length()) {
        damaged.deleteCharAt(at);
      } else {
        damaged.insert(at, bits.charAt(random.nextInt(bits.length())));
      }
    }
    return damaged.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isSubsequenceOfLines(String before, String after) {
    List<String> rest = new ArrayList<>(List.of(after.split("\r?\n", -1)));
    for (String line : before.split("\r?\n", -1)) {
      int at = rest.indexOf(line);
      if (at < 0) {
        return false;
      }
      rest.subList(0, at + 1).clear();
    }
    return true;
  }

  private static String edit(String before, String image, String option) throws UserException {
    MapChart chart = new MapChart().with("values.yaml", before);
    EditedValues.files(chart, GoldenRequest.of(List.of(image, option))).forEach(chart::apply);
    return chart.text("values.yaml");
  }
}
