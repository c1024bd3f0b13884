package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ if .Values.a.enabled }} | a: {enabled: false} | {\"a\": {\"enabled\": true}}",
        "{{- if $.Values.a }} | a: false | {\"a\": true}",
        "{{ if x }}{{ else if .Values.a.b.c }} | a: {b: {c: false}} | {\"a\": {\"b\": {\"c\":"
            + " true}}}",
        "{{ if index .Values \"a-b\" \"up\" }} | a-b: {up: false} | {\"a-b\": {\"up\": true}}",
        // Nobody set a switch: its name tells that it is one, another name does not.
        "{{ if .Values.a.enabled }} | b: 1 | {\"a\": {\"enabled\": true}}",
        "{{ if .Values.a.name }} | b: 1 | {}",
        "{{ if .Values.a.enabled }} | a: {enabled: true} | {}",
        "{{/* if .Values.a.enabled */}} | a: {enabled: false} | {}",
        "{{ .Values.a.enabled }} | a: {enabled: false} | {}",
      })
  void whatIsOffIsFoundAndSwitchedOn(String template, String values, String on) {
    Conditions off = Conditions.off(List.of(template), layers(values), TestChart.empty());

    assertThat(new String(off.on().text(), StandardCharsets.UTF_8)).isEqualTo(on);
  }

  @Test
  void theLastValuesFileThatSaysItDecides() {
    String template = "{{ if .Values.a.enabled }}";

    assertThat(off(template, "a: {enabled: true}", "a: {enabled: false}"))
        .isEqualTo(".Values.a.enabled");
    assertThat(off(template, "a: {enabled: false}", "a: {enabled: true}")).isEmpty();
    assertThat(off(template, "a: {enabled: false}", "a: {other: 1}"))
        .isEqualTo(".Values.a.enabled");
  }

  @ParameterizedTest
  @CsvSource({"Chart.yaml", "requirements.yaml"})
  void theConditionsOfDependenciesCountToo(String file) {
    TestChart chart =
        TestChart.empty().with(file, "dependencies: [{name: sub, condition: 'sub.up,global.sub'}]");

    Conditions off =
        Conditions.off(List.of(), layers("sub: {up: false}\nglobal: {sub: true}"), chart);

    assertThat(off).hasToString(".Values.sub.up");
  }

  private static String off(String template, String... values) {
    return Conditions.off(List.of(template), layers(values), TestChart.empty()).toString();
  }

  private static List<RenderOptions.Values> layers(String... values) {
    return Arrays.stream(values)
        .map(text -> new RenderOptions.Values("v.yaml", text.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
