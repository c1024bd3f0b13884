package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.failure.UserException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.yaml.snakeyaml.Yaml;

/** What holds for any values file, tried on generated texts and on damaged golden ones. */
class ValuesPropertiesTest {

  private static final String TAG = "9.8.7-6";

  @Property(tries = 400)
  void anUpdateReplacesTheTagAndNothingElse(@ForAll long seed) throws UserException {
    GeneratedValues given = new GeneratedValues(seed);
    for (int i = 0; i < given.images(); i++) {
      String after = edit(given.text(), given.image(i) + ":" + TAG, "no-job");

      assertThat(after).isEqualTo(given.textWithTag(i, TAG));
      assertThat(edit(after, given.image(i) + ":" + TAG, "no-job")).isEqualTo(after);
    }
  }

  @Property(tries = 400)
  void anUpdateAndItsReverseGiveTheOriginalBack(@ForAll long seed) throws UserException {
    GeneratedValues given = new GeneratedValues(seed);

    String after = edit(given.text(), given.image(0) + ":" + TAG, "no-job");
    String back = edit(after, given.image(0) + ":" + GeneratedValues.TAG, "no-job");

    assertThat(back).isEqualTo(given.text());
  }

  @Property(tries = 400)
  void anAdditionOnlyInsertsAndTheDataGainsTheEntryAndTheSection(@ForAll long seed)
      throws UserException {
    GeneratedValues given = new GeneratedValues(seed);

    String after = edit(given.text(), "new-image:" + TAG, "");

    assertThat(isSubsequenceOfLines(given.text(), after)).isTrue();
    Map<String, Object> expected = load(given.text());
    images(expected).put("new-image", new LinkedHashMap<>(Map.of("name", "new-image", "tag", TAG)));
    expected.put(
        "new-image-job",
        new LinkedHashMap<>(Map.of("name", "new-image", "restartPolicy", "OnFailure")));
    assertThat(load(after)).isEqualTo(expected);
    assertThat(edit(after, "new-image:" + TAG, "")).isEqualTo(after);
  }

  @Property(tries = 1500)
  void aDamagedFileIsEitherRefusedOrEditedSoundly(@ForAll long seed)
      throws IOException, URISyntaxException {
    List<Path> cases = GoldenValuesTest.cases().toList();
    Random random = new Random(seed);
    Path directory = cases.get(random.nextInt(cases.size()));
    String damaged =
        damage(
            Files.readString(directory.resolve("input.yaml"), StandardCharsets.ISO_8859_1), random);
    MapChart chart =
        new MapChart().with("values.yaml", damaged.getBytes(StandardCharsets.ISO_8859_1));
    try {
      ValuesEdit edit =
          ValuesEditor.edit(chart, GoldenRequest.of(List.of("a:" + TAG, "b:" + TAG, "no-job")));
      assertThat(edit.images()).hasSize(2);
    } catch (UserException refusal) {
      assertThat(refusal.what()).startsWith("values.yaml:");
      assertThat(refusal.hint()).isPresent();
    }
  }

  private static String damage(String text, Random random) {
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
    return damaged.toString();
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

  /** The generator writes tabs only where they part a value from its comment. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> load(String text) {
    return (Map<String, Object>) new Yaml().load(text.replace('\t', ' '));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> images(Map<String, Object> values) {
    return (Map<String, Object>) Objects.requireNonNull(values.get("images"));
  }

  private static String edit(String before, String image, String option) throws UserException {
    MapChart chart = new MapChart().with("values.yaml", before);
    ValuesEditor.edit(chart, GoldenRequest.of(List.of(image, option)))
        .files()
        .forEach(chart::apply);
    return chart.text("values.yaml");
  }
}
