package chartbot.cli;

import chartbot.error.PrintableText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows of words, set in aligned columns. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table row(String... cells) {
    rows.add(Stream.of(cells).map(PrintableText::line).toList());
    return this;
  }

  List<String> lines() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (i == widths.size()) {
          widths.add(0);
        }
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      line.append(cell).append(" ".repeat(widths.get(i) - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
