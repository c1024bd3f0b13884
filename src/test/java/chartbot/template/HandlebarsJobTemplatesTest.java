package chartbot.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.ImageRules;
import chartbot.chart.JobImage;
import chartbot.chart.JobSettings;
import chartbot.chart.JobSettings.Block;
import chartbot.chart.TemplateText;
import chartbot.error.UserException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HandlebarsJobTemplatesTest {

  private static final String NAME = "eric-enm-models-custom-service";
  private static final JobImage IMAGE = JobImage.of(NAME, NAME, ImageRules.defaults());
  private static final JobSettings DEFAULTS = JobSettings.defaults();

  private final HandlebarsJobTemplates templates = new HandlebarsJobTemplates();

  @Test
  void theStandardTemplateIsTheUsersSample() throws Exception {
    Golden.assertMatches("job-templates/standard.yaml", templates.render(IMAGE, DEFAULTS));
  }

  @Test
  void everyVariantTogetherIsWritten() throws Exception {
    JobSettings settings =
        new JobSettings(
            Optional.empty(),
            "product",
            "pre-install,pre-upgrade",
            7,
            "hook-succeeded,before-hook-creation",
            Optional.of(0),
            Optional.of("and .Values.a.enabled (eq .Values.b \"x<y & 'z'\")"),
            Set.of(Block.RESOURCES),
            "Never",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Golden.assertMatches("job-templates/variants.yaml", templates.render(IMAGE, settings));
  }

  @Test
  void withoutHookThereAreNoHookAnnotations() throws Exception {
    JobSettings settings = with(Optional.empty(), "", EnumSet.noneOf(Block.class));

    Golden.assertMatches("job-templates/bare.yaml", templates.render(IMAGE, settings));
  }

  @ParameterizedTest
  @EnumSource(Block.class)
  void eachBlockCanBeLeftOutAloneWithoutALineOfItRemaining(Block block) throws Exception {
    JobSettings settings =
        with(Optional.empty(), DEFAULTS.hook(), EnumSet.complementOf(EnumSet.of(block)));
    List<String> standard = templates.render(IMAGE, DEFAULTS).lines().toList();

    List<String> rendered = templates.render(IMAGE, settings).lines().toList();

    assertThat(rendered).hasSizeLessThan(standard.size()).doesNotContain("");
    int start = firstDifference(standard, rendered);
    int left = standard.size() - rendered.size();
    assertThat(
            Stream.concat(
                    rendered.subList(0, start).stream(),
                    Stream.concat(
                        standard.subList(start, start + left).stream(),
                        rendered.subList(start, rendered.size()).stream()))
                .toList())
        .as("one contiguous piece is missing")
        .isEqualTo(standard);
  }

  @Test
  void theEntrysOwnPathIsFollowed() throws Exception {
    JobImage image = new JobImage(NAME, List.of("global", "my-images", "custom"));

    assertThat(templates.render(image, DEFAULTS))
        .contains("index .Values \"global\" \"my-images\" \"custom\" \"tag\"")
        .contains("if (index .Values \"global\" \"my-images\").waitInitContainer.enabled")
        .contains("index .Values \"" + NAME + "-job\" \"restartPolicy\"");
  }

  @Test
  void aConfiguredTemplateReplacesTheBuiltInOne() throws Exception {
    JobSettings settings =
        configured("name: <%name%> & {{ .Values.x }}\r\n<%#if hook%>\r\nh: 1\r\n<%/if%>");

    assertThat(templates.render(IMAGE, settings))
        .isEqualTo("name: " + NAME + " & {{ .Values.x }}\nh: 1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a\\n<%#if hook%>\\nb\\n          | job.hbs:4:1",
        "a\\n  <%name\\n                   | job.hbs:3:1",
        "a\\nb: <%nosuch%>                 | job.hbs:2:6: unknown name 'nosuch'",
        "a <%#if hook%>\\nb<%/each%>       | job.hbs:2:",
        "<%> other%>                       | job.hbs:1:",
      })
  void aBrokenTemplateIsRefusedWithItsPlace(String text, String place) {
    assertThatThrownBy(() -> templates.render(IMAGE, configured(text.replace("\\n", "\n"))))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith(place);
  }

  @Test
  void theFingerprintFollowsTheTextAndNothingElse() {
    String standard = templates.fingerprint(IMAGE, DEFAULTS);

    assertThat(templates.fingerprint(IMAGE, JobSettings.defaults())).isEqualTo(standard);
    assertThat(templates.fingerprint(IMAGE, withMemory("4Gi")))
        .as("resources stand in the values")
        .isEqualTo(standard);
    assertThat(
            List.of(
                templates.fingerprint(IMAGE, configured("x")),
                templates.fingerprint(IMAGE, with(Optional.of(".Values.a"), "h", Set.of())),
                templates.fingerprint(IMAGE, with(Optional.empty(), "h", Set.of())),
                templates.fingerprint(IMAGE, with(Optional.empty(), "i", Set.of())),
                templates.fingerprint(IMAGE, with(Optional.empty(), "h", Set.of(Block.VOLUME))),
                templates.fingerprint(JobImage.of(NAME, "key", ImageRules.defaults()), DEFAULTS)))
        .doesNotHaveDuplicates()
        .doesNotContain(standard);
  }

  private static int firstDifference(List<String> longer, List<String> shorter) {
    int i = 0;
    while (i < shorter.size() && longer.get(i).equals(shorter.get(i))) {
      i++;
    }
    return i;
  }

  private static JobSettings configured(String text) {
    return new JobSettings(
        Optional.of(new TemplateText("job.hbs", text)),
        DEFAULTS.helpers(),
        DEFAULTS.hook(),
        DEFAULTS.hookWeight(),
        DEFAULTS.deletePolicy(),
        Optional.empty(),
        Optional.empty(),
        DEFAULTS.blocks(),
        DEFAULTS.restartPolicy(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static JobSettings with(Optional<String> condition, String hook, Set<Block> blocks) {
    return new JobSettings(
        Optional.empty(),
        DEFAULTS.helpers(),
        hook,
        DEFAULTS.hookWeight(),
        DEFAULTS.deletePolicy(),
        Optional.empty(),
        condition,
        blocks,
        DEFAULTS.restartPolicy(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static JobSettings withMemory(String request) {
    return new JobSettings(
        Optional.empty(),
        DEFAULTS.helpers(),
        DEFAULTS.hook(),
        DEFAULTS.hookWeight(),
        DEFAULTS.deletePolicy(),
        Optional.empty(),
        Optional.empty(),
        DEFAULTS.blocks(),
        DEFAULTS.restartPolicy(),
        Optional.of(request),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
