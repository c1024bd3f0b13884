package chartbot.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The pages that people read, below the folder of the project. */
public final class Docs {

  private static final Path FOLDER = Path.of("docs");

  private Docs() {}

  /** Pages at the top and all of docs. */
  public static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(FOLDER)) {
      return Stream.concat(top, docs).filter(p -> p.toString().endsWith(".md")).sorted().toList();
    }
  }

  public static Path page(String name) {
    return FOLDER.resolve(name);
  }

  /** What stands in the first column of the table with that head, as it is written. */
  public static List<String> firstColumn(Path page, String head) throws IOException {
    return Files.readString(page)
        .lines()
        .dropWhile(line -> !line.startsWith(head))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", -1)[1].strip())
        .toList();
  }

  /** The lines of code blocks in one of the languages. */
  public static List<String> code(Path page, Predicate<String> language) throws IOException {
    String inside = null;
    Stream.Builder<String> code = Stream.builder();
    for (String line : Files.readAllLines(page)) {
      String text = line.strip();
      if (text.startsWith("```")) {
        inside = inside == null ? text.substring(3) : null;
      } else if (inside != null && language.test(inside)) {
        code.add(text);
      }
    }
    return code.build().toList();
  }

  /** The page without code blocks, which are no prose and hold no links. */
  public static String prose(Path page) throws IOException {
    return Files.readString(page).replaceAll("(?ms)^ *```.*?^ *```", "");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
