package chartbot.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every relative link of the pages leads somewhere, and every page can be reached. */
class LinksTest {

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

  @Test
  void everyRelativeLinkAndAnchorLeadsSomewhere() throws Exception {
    List<String> broken = new ArrayList<>();
    int followed = 0;
    for (Path page : Docs.pages()) {
      for (String link : links(page)) {
        followed++;
        validate(page, link).ifPresent(why -> broken.add(page + ": " + link + ": " + why));
      }
    }

    assertThat(broken).isEmpty();
    assertThat(followed).isGreaterThan(40);
  }

  @Test
  void everyPageOfTheDocsIsLinked() throws Exception {
    List<Path> linked = new ArrayList<>();
    for (Path page : Docs.pages()) {
      for (String link : links(page)) {
        linked.add(target(page, link));
      }
    }

    assertThat(linked)
        .containsAll(Docs.pages().stream().filter(page -> page.startsWith("docs")).toList());
  }

  @Test
  void aBrokenLinkIsFound() throws Exception {
    assertThat(validate(Path.of("README.md"), "docs/none.md")).contains("no such file");
    assertThat(validate(Path.of("README.md"), "#none")).contains("no such heading");
    assertThat(validate(Path.of("README.md"), "docs/guide.md#outcomes-and-exit-codes")).isEmpty();
  }

  private static List<String> links(Path page) throws IOException {
    Matcher matcher = LINK.matcher(Docs.prose(page));
    return matcher.results().map(m -> m.group(1)).filter(link -> !link.contains("://")).toList();
  }

  private static Optional<String> validate(Path page, String link) throws IOException {
    Path target = target(page, link);
    if (!Files.exists(target)) {
      return Optional.of("no such file");
    }
    int hash = link.indexOf('#');
    return hash < 0 || anchors(target).contains(link.substring(hash + 1))
        ? Optional.empty()
        : Optional.of("no such heading");
  }

  private static Path target(Path page, String link) {
    String path = link.contains("#") ? link.substring(0, link.indexOf('#')) : link;
    return path.isEmpty() ? page : page.resolveSibling(path).normalize();
  }

  /** As Git hosts make them of headings. */
  private static List<String> anchors(Path page) throws IOException {
    String prose = Docs.prose(page);
    return HEADING
        .matcher(prose)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
