package chartbot.cli;

import chartbot.chart.ImageChange;
import chartbot.error.PrintableText;

/** How the console words what happened. */
final class ResultText {

  private ResultText() {}

  static String of(ImageChange image) {
    if (image.isRemoval()) {
      return image.name()
          + ": retired"
          + image.from().map(tag -> " at " + PrintableText.line(tag)).orElse("");
    }
    if (image.from().isEmpty()) {
      return image.name() + ": added at " + image.to();
    }
    String from = PrintableText.line(image.from().get());
    if (from.equals(image.to())) {
      return image.name() + ": " + from + " already";
    }
    return image.name() + ": " + (from.isEmpty() ? "no tag" : from) + " -> " + image.to();
  }

  static String files(int count) {
    return count == 1 ? "1 file" : count + " files";
  }
}
