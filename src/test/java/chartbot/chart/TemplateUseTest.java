package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ways of writing a Helm template use an image, and which only look like it. */
class TemplateUseTest {

  private static final JobImage IMAGE =
      JobImage.of("eric-enm-models-x", "eric-enm-models-x", ImageRules.defaults());
  private static final JobImage PLAIN = JobImage.of("models", "models", ImageRules.defaults());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image: {{ index .Values \"images\" \"eric-enm-models-x\" \"tag\" }}",
        "image: {{index .Values \"images\" \"eric-enm-models-x\"}}",
        "image: {{-   index   .Values   \"images\"   \"eric-enm-models-x\"   \"tag\"   -}}",
        "image: {{ index .Values `images` `eric-enm-models-x` `tag` }}",
        "image: {{ index $.Values \"images\" \"eric-enm-models-x\" \"tag\" }}",
        "image: {{ index .Values.images \"eric-enm-models-x\" \"tag\" }}",
        "image: {{ index $.Values.images `eric-enm-models-x` }}",
        "image: {{ (index .Values.images \"eric-enm-models-x\").tag }}",
        "image: {{ (index .Values \"images\" \"eric-enm-models-x\").name | quote }}",
        "image: {{ (index (index .Values \"images\") \"eric-enm-models-x\").tag }}",
        "image: {{ \"eric-enm-models-x\" | index .Values.images }}",
        "image: {{ get .Values.images \"eric-enm-models-x\" }}",
        "image: {{ (get (get .Values \"images\") \"eric-enm-models-x\").tag }}",
        "image: {{ dig \"images\" \"eric-enm-models-x\" \"tag\" \"\" .Values }}",
        "image: {{ dig \"eric-enm-models-x\" \"tag\" \"none\" .Values.images }}",
        "image: {{ pluck \"eric-enm-models-x\" .Values.images | first }}",
        "image: {{ printf \"%s:%s\" .Chart.Name (index .Values \"images\" \"eric-enm-models-x\" \"tag\") }}",
        "image: {{ index .Values \"images\" \"eric-enm-models-x\" \"tag\" | default \"}} 1\" | quote }}",
        "image: {{ (default dict .Values.images | get \"x\") }}{{ index (.Values.images | default dict) \"eric-enm-models-x\" }}",
        "{{ $images := .Values.images }}image: {{ index $images \"eric-enm-models-x\" \"tag\" }}",
        "{{ $i := index .Values \"images\" \"eric-enm-models-x\" }}image: {{ $i.tag }}",
        "{{ with .Values.images }}image: {{ index . \"eric-enm-models-x\" \"tag\" }}{{ end }}",
        "{{ with .Values }}{{ with .images }}{{ index . \"eric-enm-models-x\" }}{{ end }}{{ end }}",
        "{{ with .Values.other }}a{{ else with .Values.images }}{{ index . \"eric-enm-models-x\" }}{{ end }}",
        "{{ range .Values.jobs }}image: {{ index $.Values.images \"eric-enm-models-x\" }}{{ end }}",
        "{{ if .a }}{{ else if index .Values.images \"eric-enm-models-x\" \"enabled\" }}{{ end }}",
        "image: {{ index\n  .Values\n  \"images\"\n  \"eric-enm-models-x\"\n}}",
        "image: {{/* the image */}}{{ index .Values /* here */ \"images\" \"eric-enm-models-x\" }}",
        "a: 'x # y' {{ index .Values.images \"eric-enm-models-x\" }}",
        "# comment\nimage: {{ index .Values.images \"eric-enm-models-x\" }}",
        "# it's {{ .Values.a }}\nimage: {{ index .Values.images \"eric-enm-models-x\" }}",
        "image: a#{{ index .Values.images \"eric-enm-models-x\" }}",
        "{{ include \"lib.job\" (dict \"root\" . \"name\" \"eric-enm-models-x\") }}",
        "{{ include \"lib.job\" (list $ `eric-enm-models-x`) | indent 2 }}",
        "{{ template \"lib.job\" dict \"name\" \"eric-enm-models-x\" }}",
        "image: {{ .Values.images.eric-enm-models-x.tag }}", // Helm refuses it; it is meant so
      })
  void theImageIsUsed(String template) {
    assertThat(uses(template, IMAGE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "image: eric-enm-models-x",
        "# image: {{ index .Values \"images\" \"eric-enm-models-x\" \"tag\" }}",
        "a: 1 # {{ index .Values \"images\" \"eric-enm-models-x\" \"tag\" }}",
        "a: {{ .Values.a }} # {{ index .Values \"images\" \"eric-enm-models-x\" \"tag\" }}",
        "{{/* index .Values \"images\" \"eric-enm-models-x\" \"tag\" */}}",
        "{{- /* {{ index .Values \"images\" \"eric-enm-models-x\" \"tag\" }} */ -}}",
        "{{ index .Values \"images\" \"eric-enm-models-x-two\" \"tag\" }}",
        "{{ index .Values \"images\" \"x\" \"eric-enm-models-x\" }}",
        "{{ index .Values \"eric-enm-models-x\" \"enabled\" }}",
        "{{ index .Values \"eric-enm-models-x-job\" \"name\" }}",
        "{{ index .Values.other.images \"eric-enm-models-x\" }}",
        "{{ index .Chart \"images\" \"eric-enm-models-x\" }}",
        "{{ if hasKey .Values.images \"eric-enm-models-x\" }}{{ end }}",
        "{{ print \"index .Values.images eric-enm-models-x\" }}",
        "{{ with .Values.other }}{{ index . \"eric-enm-models-x\" }}{{ end }}",
        "{{ with .Values.images }}{{ end }}{{ index . \"eric-enm-models-x\" }}",
        "{{ range .Values.images }}{{ index . \"eric-enm-models-x\" }}{{ end }}",
        "{{ range $k, $v := .Values.images }}{{ index $v \"eric-enm-models-x\" }}{{ end }}",
        "{{ index .Values.images .Values.which }}",
        "{{ define \"unused\" }}{{ index .Values.images \"eric-enm-models-x\" }}{{ end }}",
        "{{ index .Values \"images\" \"eric-enm-models-x\" \"tag\"",
        "{{ ) }} {{ end }} {{ else }} {{}} {{ define }}",
      })
  void theImageIsNotUsed(String template) {
    assertThat(uses(template, IMAGE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ .Values.images.models.tag }}",
        "{{ $.Values.images.models }}",
        "{{.Values.images.models.name}}:{{.Values.images.models.tag}}",
        "{{ with $.Values }}{{ .images.models.tag }}{{ end }}",
        "{{ (.Values.images).models.tag }}",
        "{{ ((.Values).images).models.tag }}",
        "{{ define \"d\" }}{{ .root.Values.images.models.tag }}{{ end }}{{ include \"d\" (dict \"root\" .) }}",
      })
  void fieldsLeadToAPlainName(String template) {
    assertThat(uses(template, PLAIN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ .Values.images.models2.tag }}",
        "{{ .Values.models.tag }}",
        "{{ .images.models.tag }}",
        "{{ print .Values.images .models }}",
      })
  void otherFieldsDoNot(String template) {
    assertThat(uses(template, PLAIN)).isFalse();
  }

  @Test
  void aPathOfTheConfigurationIsFollowed() {
    JobImage image = new JobImage("x", java.util.List.of("global", "images", "x"));

    assertThat(uses("{{ index .Values.global \"images\" \"x\" \"tag\" }}", image)).isTrue();
    assertThat(uses("{{ .Values.images.x.tag }}", image)).isFalse();
  }

  @Test
  void aPartialCountsWhereATemplateIncludesIt() {
    MapChart chart =
        new MapChart()
            .with(
                "templates/_jobs.tpl",
                "{{ define \"a\" }}{{ include \"b\" . }}{{ end }}"
                    + "{{ define \"b\" }}{{ index .Values.images \"eric-enm-models-x\" }}{{ end }}");

    assertThat(used(chart, IMAGE)).isFalse();
    assertThat(used(chart.with("templates/jobs.yaml", "{{ include \"a\" . }}"), IMAGE)).isTrue();
  }

  @Test
  void whatAnOrdinaryTemplateDefinesCountsWhereAnotherIncludesIt() {
    MapChart chart =
        new MapChart()
            .with("templates/a.yaml", "{{ include \"lib\" . }}")
            .with("templates/b.yaml", "b: 1")
            .with(
                "templates/z.yaml",
                "{{ block \"lib\" . }}{{ index $.Values.images \"eric-enm-models-x\" }}{{ end }}");

    assertThat(HelmTemplates.of(chart).using(IMAGE)).containsExactly("templates/a.yaml");
  }

  @Test
  void aNameThatIsHandedOnCountsWhateverTheKeyOfTheEntry() {
    JobImage image = JobImage.of("eric-enm-models-x", "x", ImageRules.defaults());

    assertThat(uses("{{ include \"lib.job\" (dict \"name\" \"eric-enm-models-x\") }}", image))
        .isTrue();
  }

  @Test
  void whatIsNoTemplateDoesNotCount() {
    String use = "{{ index .Values.images \"eric-enm-models-x\" }}";

    assertThat(used(new MapChart().with("templates/NOTES.txt", use), IMAGE)).isFalse();
    assertThat(used(new MapChart().with("files/job.yaml", use), IMAGE)).isFalse();
    assertThat(used(new MapChart().with("templates/_a.yaml", use), IMAGE)).isFalse();
    assertThat(used(new MapChart().with("templates/sub/other.tpl", use), IMAGE)).isTrue();
  }

  private static boolean uses(String template, JobImage image) {
    return used(new MapChart().with("templates/some.yaml", template), image);
  }

  private static boolean used(ChartFiles chart, JobImage image) {
    return !HelmTemplates.of(chart).using(image).isEmpty();
  }
}
