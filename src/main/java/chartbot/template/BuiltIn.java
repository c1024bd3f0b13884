package chartbot.template;

import chartbot.chart.TemplateText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The templates that chartbot ships; they lie in the folder {@code templates} of the project. */
final class BuiltIn {

  private BuiltIn() {}

  static TemplateText jobTemplate() {
    return load("job.yaml.hbs");
  }

  static TemplateText commitMessage() {
    return load("commit-message.hbs");
  }

  static TemplateText reportPage() {
    return load("report.html.hbs");
  }

  static TemplateText inventoryPage() {
    return load("inventory.html.hbs");
  }

  private static TemplateText load(String name) {
    try (InputStream in = BuiltIn.class.getResourceAsStream("/chartbot/templates/" + name)) {
      if (in == null) {
        throw new IllegalStateException("not packaged: " + name);
      }
      return new TemplateText(
          "templates/" + name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
