package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values files may be edited, and what further ones and digests are for. */
class ValuesRulesTest {

  private static final String VALUES = "images:\n  svc:\n    name: svc\n    tag: 1.0.0-1\n";
  private static final String DIGEST = "sha256:" + "0a".repeat(32);
  private static final int LARGEST = 5 * 1024 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sops:\n  mac: ENC[AES256_GCM,data:abc,type:str]\n  version: 3.8.1\n",
        "sops: {mac: 'ENC[x]'}\n",
        "sops:\n  mac: >-\n    ENC[x]\n",
        "x: &s {mac: 'ENC[x]'}\nsops: *s\n"
      })
  void aFileThatSopsSignsIsRefusedAtItsChecksum(String sops) {
    assertThatThrownBy(() -> edit(chart(VALUES + sops), "svc:1.2.3-4"))
        .isInstanceOf(UserException.class)
        .hasMessageMatching("values\\.yaml:\\d+:\\d+: sops signs this file.*");
  }

  @Test
  void aFileThatSopsSignsMayStayAsItIs() throws UserException {
    assertThat(edit(chart(VALUES + "sops: {mac: 'ENC[x]'}\n"), "svc:1.0.0-1").files()).isEmpty();
    assertThat(edit(chart(VALUES + "sops: {mac: 1}\n"), "svc:1.2.3-4").files()).hasSize(1);
  }

  @Test
  void aFileThatHelmDoesNotLoadForItsSizeIsRefused() throws UserException {
    int room = LARGEST - VALUES.length() - 1;
    String comment =
        ("#".repeat(63) + "\n").repeat(room / 64) + "#".repeat(room % 64) + "\n"; // usual lines
    assertThat(edit(chart(comment + VALUES), "svc:1.2.3-4").files()).hasSize(1);
    assertThatThrownBy(() -> edit(chart("#" + comment + VALUES), "svc:1.2.3-4"))
        .hasMessageContaining("values.yaml:1:1: the file has 5242881 bytes");
    assertThatThrownBy(() -> edit(chart(comment + VALUES), "svc:1.2.3-10"))
        .hasMessageContaining("values.yaml:1:1: the file has 5242881 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {9_990, 10_001, 200_000})
  void nestingIsTakenAsDeepAsHelmTakesIt(int depth) throws UserException {
    MapChart chart = chart("a: " + "[".repeat(depth) + "]".repeat(depth) + "\n" + VALUES);

    if (depth < 10_000) {
      assertThat(edit(chart, "svc:1.2.3-4").files()).hasSize(1);
    } else {
      assertThatThrownBy(() -> edit(chart, "svc:1.2.3-4"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("values.yaml:1:10003: not valid YAML: more than 10000 levels");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images:\n  svc:\n    enabled: true\n",
        "images:\n  svc:\n",
        "images:\n  svc: {}\n",
        "images: {}\n",
        "other: 1\n"
      })
  void anEntryOfAnOverlayNeedNotNameATag(String overlay) throws UserException {
    MapChart chart = chart(VALUES).with("values-production.yaml", overlay);

    ChartEdit edit =
        edit(chart, "images", List.of("values.yaml", "values-production.yaml"), "svc:1.2.3-4");

    assertThat(edit.files()).extracting(FileEdit::path).containsExactly("values.yaml");
    assertThat(edit.notes()).isEmpty();
  }

  @Test
  void anEntryOfTheFirstFileWithoutATagIsRefused() {
    assertThatThrownBy(() -> edit(chart("images:\n  svc:\n    name: svc\n"), "svc:1.2.3-4"))
        .hasMessageContaining("values.yaml:2:3: the entry of image 'svc' has no tag");
  }

  @Test
  void anOverlayThatNobodyConfiguredAndThatOverridesTheTagIsNoted() throws UserException {
    MapChart chart =
        chart(VALUES)
            .with("values-production.yaml", "images:\n  svc:\n    tag: 0.9.0-1\n")
            .with("values-same.yaml", "images:\n  svc:\n    tag: 1.2.3-4\n")
            .with("values-broken.yaml", "images: [")
            .with("values.schema.json", "{}")
            .with("charts/sub/values.yaml", "images:\n  svc:\n    tag: 0.9.0-1\n");

    ChartEdit edit = edit(chart, "svc:1.2.3-4");

    assertThat(edit.notes())
        .containsExactly(
            "values-production.yaml:3:10: overrides the tag of image 'svc';"
                + " name values-production.yaml in images.values-files to update it there too");
    assertThat(edit(chart.apply(edit.files().get(0)), "svc:1.2.3-4").notes()).isEmpty();
  }

  @Test
  void aDigestIsSetWhereTheEntryHasOneAndDroppedWhereNot() throws UserException {
    String pinned = VALUES + "    digest: \"sha256:old\" # pin\n";

    assertThat(after(edit(chart(pinned), "svc:1.2.3-4@" + DIGEST)))
        .isEqualTo(pinned.replace("1.0.0-1", "1.2.3-4").replace("sha256:old", DIGEST));
    assertThat(after(edit(chart(VALUES), "svc:1.2.3-4@" + DIGEST)))
        .isEqualTo(VALUES.replace("1.0.0-1", "1.2.3-4"));
    assertThat(edit(chart(VALUES), "svc:1.0.0-1@" + DIGEST).files()).isEmpty();
  }

  @Test
  void aDigestThatStaysIsNoted() throws UserException {
    ChartEdit edit = edit(chart(VALUES + "    digest: sha256:old\n"), "svc:1.2.3-4");

    assertThat(after(edit)).contains("tag: 1.2.3-4\n    digest: sha256:old\n");
    assertThat(edit.notes())
        .containsExactly(
            "values.yaml:4:10: the entry of image 'svc' keeps its digest;"
                + " give svc:1.2.3-4@sha256:DIGEST to set both");
  }

  @Test
  void aKeyWithADotIsNamedWithABackslash() throws UserException {
    String values = "my.key:\n  " + VALUES.replace("\n", "\n  ").stripTrailing() + "\n";

    assertThat(after(edit(chart(values), "my\\.key.images", List.of("values.yaml"), "svc:1.2.3-4")))
        .isEqualTo(values.replace("1.0.0-1", "1.2.3-4"));
    assertThatThrownBy(
            () -> edit(chart(values), "my.key.images", List.of("values.yaml"), "svc:1.2.3-4"))
        .isInstanceOf(UserException.class)
        .hasMessage("values.yaml:1:1: images.path takes the key 'my.key' for several");
  }

  @Test
  void twoImagesThatWantOneTemplateAreRefused() {
    for (String values : List.of("a: 1\n", "images:\n  m-foo: {name: m-foo, tag: 1.0.0-1}\n")) {
      String[] images =
          values.startsWith("a")
              ? new String[] {"m-foo:1.0.0-1", "foo:1.0.0-1"}
              : new String[] {"foo:1.0.0-1"};
      assertThatThrownBy(() -> edit(chart(values), images))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("templates/m-foo.yaml: images '")
          .hasMessageContaining("would share this template");
    }
  }

  private static MapChart chart(String values) {
    return new MapChart().with("values.yaml", values);
  }

  private static String after(ChartEdit edit) {
    return new String(edit.files().get(0).after(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static ChartEdit edit(MapChart chart, String... images) throws UserException {
    return edit(chart, "images", List.of("values.yaml"), images);
  }

  private static ChartEdit edit(MapChart chart, String path, List<String> files, String... images)
      throws UserException {
    ImageRules rules =
        new ImageRules(
            "m-", Set.of("foo"), Pattern.compile("\\d+\\.\\d+\\.\\d+-\\d+"), path, files);
    List<Image> parsed = new ArrayList<>();
    for (String image : images) {
      parsed.add(rules.parse(image));
    }
    boolean job = parsed.stream().anyMatch(image -> image.name().endsWith("foo"));
    EditRequest request =
        new EditRequest(
            parsed,
            rules,
            new Jobs(JobSettings.defaults(), Map.of()),
            EditRequest.IfMissing.ADD,
            job,
            false);
    return new ChartEditor(new PlainTemplates()).edit(chart, request);
  }

  private static final class PlainTemplates implements JobTemplates {
    @Override
    public String fingerprint(JobImage image, JobSettings settings) {
      return "f";
    }

    @Override
    public String render(JobImage image, JobSettings settings) {
      return "kind: Job\n";
    }
  }
}
