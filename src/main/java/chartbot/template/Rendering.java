package chartbot.template;

import chartbot.chart.TemplateText;
import chartbot.failure.Location;
import chartbot.failure.UserException;
import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.io.StringTemplateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One pass of Handlebars over one template. It alone knows the library, so that loading it costs
 * only those runs that render.
 */
final class Rendering {

  private static final String EDIT_HINT =
      "mend the template; tags are written <%NAME%>, blocks <%#if NAME%> ... <%/if%>";

  private static final TemplateText REHEARSAL =
      new TemplateText("rehearsal", "<%#if a%><%#each a%><%this%><%/each%><%/if%>\n");

  private Rendering() {}

  /**
   * Renders with {@code <% %>} as delimiters, which Helm's do not collide with, and without
   * escaping.
   *
   * @throws UserException when the template is broken or uses a name that the model lacks
   */
  static String render(TemplateText template, Map<String, Object> model) throws UserException {
    try {
      return engine(model)
          .compile(new StringTemplateSource(template.file(), withLineFeeds(template.text())))
          .apply(model);
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
          .with(EscapingStrategy.HTML_ENTITY)
          .prettyPrint(true)
          .compile(new StringTemplateSource(template.file(), template.text()))
          .apply(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Renders next to nothing, for what that loads. */
  static void rehearse() {
    try {
      render(REHEARSAL, Map.of("a", List.of("b")));
    } catch (UserException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Handlebars engine(Map<String, Object> model) {
    return new Handlebars()
        .with(EscapingStrategy.NOOP)
        .startDelimiter("<%")
        .endDelimiter("%>")
        // Lines that hold nothing but a block tag leave no empty line.
        .prettyPrint(true)
        .registerHelperMissing(
            (context, options) -> {
              throw new UnknownNameException(
                  "nothing is called '"
                      + options.helperName
                      + "' here; known are "
                      + String.join(", ", new TreeSet<>(model.keySet())));
            });
  }

  private static String withLineFeeds(String text) {
    return text.replace("\r\n", "\n");
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
