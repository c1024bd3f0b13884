package chartbot.template;

import chartbot.chart.TemplateText;
import chartbot.error.Location;
import chartbot.error.PrintableText;
import chartbot.error.UserException;
import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.io.StringTemplateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One pass of Handlebars over one template. It alone knows the library, so that loading it costs
 * only those runs that render.
 */
final class HandlebarsRendering {

  private static final String EDIT_HINT =
      "fix the template; tags are written <%NAME%>, blocks <%#if NAME%> ... <%/if%>";

  /** Where the names are that a template may use; no template can write this one. */
  private static final String KNOWN = " known";

  private static final Handlebars ENGINE =
      new Handlebars()
          .with(EscapingStrategy.NOOP)
          .startDelimiter("<%")
          .endDelimiter("%>")
          // Lines that hold nothing but a block tag leave no empty line.
          .prettyPrint(true)
          .registerHelperMissing(
              (context, options) -> {
                throw new UnknownNameException(
                    "unknown name '"
                        + options.helperName
                        + "'; known names: "
                        + options.<String>data(KNOWN));
              });

  /** Compiling is most of the work, and may be done before the values are known. */
  private static final Map<TemplateText, Template> COMPILED = new ConcurrentHashMap<>();

  private HandlebarsRendering() {}

  /**
   * Renders with {@code <% %>} as delimiters, which Helm's do not collide with, and without
   * escaping.
   *
   * @throws UserException when the template is broken or uses a name that the model lacks
   */
  static String render(TemplateText template, Map<String, Object> model) throws UserException {
    try {
      Context context = Context.newContext(model);
      context.data(KNOWN, String.join(", ", new TreeSet<>(model.keySet())));
      return COMPILED.computeIfAbsent(template, HandlebarsRendering::compile).apply(context);
    } catch (HandlebarsException e) {
      throw failure(template, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Renders one of chartbot's own pages: with Handlebars' delimiters, and HTML escaped. */
  static String html(TemplateText template, Map<String, Object> model) {
    try {
      return new Handlebars()
          .with(text -> EscapingStrategy.HTML_ENTITY.escape(PrintableText.text(text.toString())))
          .prettyPrint(true)
          .compile(new StringTemplateSource(template.file(), template.text()))
          .apply(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Template compile(TemplateText template) {
    String text = template.text().replace("\r\n", "\n");
    try {
      return ENGINE.compile(new StringTemplateSource(template.file(), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UserException failure(TemplateText template, HandlebarsException e) {
    HandlebarsError error = e.getError();
    if (error == null) {
      return new UserException(template.file() + ": " + e.getMessage(), EDIT_HINT, e);
    }
    // Handlebars counts columns from 0, and says 1 where it means 0.
    int column = error.column > 1 ? error.column + 1 : 1;
    Location location = new Location(template.file(), Math.max(1, error.line), column);
    String reason =
        e.getCause() instanceof UnknownNameException unknown
            ? String.valueOf(unknown.getMessage())
            : error.reason;
    return new UserException(location + ": " + reason, EDIT_HINT, e);
  }

  /** A template names what the model does not have; travels through Handlebars. */
  private static final class UnknownNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownNameException(String message) {
      super(message);
    }
  }
}
