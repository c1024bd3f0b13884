package chartbot.template;

import chartbot.chart.JobImage;
import chartbot.chart.JobSettings;
import chartbot.chart.JobSettings.Block;
import chartbot.chart.JobTemplates;
import chartbot.chart.TemplateText;
import chartbot.error.UserException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes Job templates with Handlebars, from the built-in template or a configured one. */
public final class HandlebarsJobTemplates implements JobTemplates {

  private static final Pattern GO_IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int FINGERPRINT_BYTES = 8;

  @Override
  public String fingerprint(JobImage image, JobSettings settings) {
    MessageDigest digest = sha256();
    digest.update(template(settings).text().getBytes(StandardCharsets.UTF_8));
    // A NUL cannot stand in any of the parts, so no two models run together to the same bytes.
    model(image, settings)
        .forEach(
            (key, value) ->
                digest.update(("\0" + key + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
  }

  @Override
  public String render(JobImage image, JobSettings settings) throws UserException {
    String text = HandlebarsRendering.render(template(settings), model(image, settings));
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static TemplateText template(JobSettings settings) {
    return settings.template().orElseGet(BuiltIn::jobTemplate);
  }

  /** What a template may name; sorted, because the fingerprint is taken over it too. */
  private static Map<String, Object> model(JobImage image, JobSettings settings) {
    Map<String, Object> model = new TreeMap<>();
    model.put("name", image.name());
    model.put("section", image.name() + "-job");
    model.put("entry", index(image.entry()));
    model.put("mapping", index(image.images()));
    model.put("images", fields(image.images()));
    model.put("helpers", settings.helpers());
    model.put("condition", settings.condition().orElse(""));
    model.put("hook", settings.hook());
    model.put("hookWeight", Integer.toString(settings.hookWeight()));
    model.put("deletePolicy", settings.deletePolicy());
    // As text: Handlebars takes the number 0 for false.
    model.put("backoffLimit", settings.backoffLimit().map(String::valueOf).orElse(""));
    blocks().forEach((name, block) -> model.put(name, settings.blocks().contains(block)));
    return model;
  }

  private static Map<String, Block> blocks() {
    return Map.of(
        "pullSecrets", Block.PULL_SECRETS,
        "initContainer", Block.INIT_CONTAINER,
        "nodeSelector", Block.NODE_SELECTOR,
        "tolerations", Block.TOLERATIONS,
        "resources", Block.RESOURCES,
        "volume", Block.VOLUME);
  }

  private static String index(List<String> keys) {
    return keys.stream()
        .map(HandlebarsJobTemplates::quoted)
        .collect(Collectors.joining(" ", "index .Values ", ""));
  }

  private static String fields(List<String> keys) {
    return keys.stream().allMatch(key -> GO_IDENTIFIER.matcher(key).matches())
        ? ".Values." + String.join(".", keys)
        : "(" + index(keys) + ")";
  }

  private static String quoted(String key) {
    return '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
