package chartbot.chart;

/**
 * The text of a Handlebars template that configuration names.
 *
 * @param file as messages name it
 */
public record TemplateText(String file, String text) {}
