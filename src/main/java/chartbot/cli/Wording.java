package chartbot.cli;

import chartbot.chart.ImageChange;

/** How the console words what happened. */
final class Wording {

  private Wording() {}

  static String of(ImageChange image) {
    String from = image.from().orElse("");
    if (from.isEmpty()) {
      return image.name() + ": added at " + image.to();
    }
    return from.equals(image.to())
        ? image.name() + ": " + from + " already"
        : image.name() + ": " + from + " -> " + image.to();
  }

  static String files(int count) {
    return count == 1 ? "1 file" : count + " files";
  }
}
