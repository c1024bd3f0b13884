package chartbot.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

/** The report page as a person sees it; its photographs are {@code target/report-*.png}. */
@Tag("browser")
class ReportPageBrowserTest {

  private static final int DESK = 1400;
  private static final int PHONE = 390;
  private static final double READABLE = 4.5;
  private static final double SMALLEST = 12;

  /** Shared, since starting a browser takes longest; each test loads the page again. */
  private static Browser browser;

  private static Site site;

  @BeforeAll
  static void start(@TempDir Path profile) throws Exception {
    site = new Site(SampleReport.page());
    browser = new Browser(profile);
  }

  @AfterAll
  static void stop() {
    browser.close();
    site.close();
  }

  @BeforeEach
  void openThePage() {
    browser.colourScheme("light");
    browser.screen(DESK, 900);
    browser.open(site.report());
  }

  @Test
  void nothingButThePageIsAskedFor() {
    assertThat(browser.ask("return performance.getEntriesByType('resource').map(e => e.name)"))
        .isEqualTo(List.of());
    assertThat(new HashSet<>(site.requests()))
        .isSubsetOf(Set.of("/report.html", "/jenkins/report.html"));
  }

  @Test
  void textThatMeansHarmIsShownAsItIs() {
    assertThat(browser.title()).isEqualTo("2 targets - chartbot");
    assertThat(browser.all("img, script")).isEmpty();
    assertThat(browser.first(".failure").getText()).contains(SampleReport.HARM);
    assertThat(browser.first("del").getText()).contains(SampleReport.HARM);
    assertThat(browser.first(".message").getText()).contains("<script>document.title");
  }

  @Test
  void thePagesOwnPolicyKeepsOutWhatWouldBeLoaded() {
    Object blocked =
        browser.ask(
            """
            return new Promise(resolve => {
              document.addEventListener('securitypolicyviolation', e => resolve(e.effectiveDirective));
              document.body.insertAdjacentHTML('beforeend', '<img src="/picture.png">');
            });
            """);

    assertThat(blocked).isEqualTo("img-src");
    assertThat(site.requests()).doesNotContain("/picture.png");
  }

  @Test
  void aPhoneShowsItAllWithoutScrollingSideways() throws Exception {
    browser.screen(PHONE, 844);
    browser.open(site.report());

    assertThat(browser.ask("return document.documentElement.scrollWidth")).isEqualTo((long) PHONE);
    assertThat(browser.place(".block .new").getWidth()).isGreaterThan(PHONE * 3 / 4);
    assertThat(browser.all(".old[hidden]")).noneMatch(WebElement::isDisplayed);
    browser.photograph("phone");
  }

  @Test
  void aWideScreenShowsOldAndNewSideBySide() throws Exception {
    Rectangle del = browser.place(".block:has(del) .old");
    Rectangle ins = browser.place(".block:has(del) .new");

    assertThat(del.getY()).isEqualTo(ins.getY());
    assertThat(del.getX() + del.getWidth()).isCloseTo(ins.getX(), within(1));
    assertThat(del.getWidth()).isCloseTo(ins.getWidth(), within(1));
    assertThat(browser.all(".block:has(del) + .block .old[hidden]"))
        .isNotEmpty()
        .allMatch(WebElement::isDisplayed);
    browser.photograph("wide");
  }

  @Test
  void aFileThatIsOnlyNewTakesTheWholeWidth() {
    Rectangle file = browser.place(".file:not(:has(.old))");
    Rectangle lines = browser.place(".file:not(:has(.old)) .new");

    assertThat(lines.getWidth()).isGreaterThan(file.getWidth() - 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyTextIsReadable(String scheme) throws Exception {
    browser.colourScheme(scheme);
    browser.open(site.report());

    List<?> texts = (List<?>) browser.ask(script("contrasts.js"));

    assertThat(texts).hasSizeGreaterThan(100);
    assertThat(texts)
        .allSatisfy(
            text -> {
              List<?> found = (List<?>) text;
              assertThat(number(found.get(0))).isGreaterThanOrEqualTo(READABLE);
              assertThat(number(found.get(2))).isGreaterThanOrEqualTo(SMALLEST);
            });
    browser.photograph(scheme);
  }

  @Test
  void aDarkSchemeIsDark() {
    String script =
        """
        return ['body', 'ins', 'del', 'summary', 'a'].map(css => {
          const style = getComputedStyle(document.querySelector(css));
          return style.color + ' on ' + style.backgroundColor;
        })
        """;
    List<?> light = (List<?>) browser.ask(script);

    browser.colourScheme("dark");

    List<?> dark = (List<?>) browser.ask(script);
    for (int i = 0; i < light.size(); i++) {
      assertThat(dark.get(i)).isNotEqualTo(light.get(i));
    }
  }

  @Test
  void theKeyboardReachesLinksAndFilesInTheirOrderAndShowsWhereItIs() throws Exception {
    List<WebElement> reachable = browser.all("a, summary");
    List<WebElement> reached = new ArrayList<>();
    for (int i = 0; i < reachable.size(); i++) {
      browser.press(Keys.TAB);
      WebElement focused = browser.focused();
      reached.add(focused);
      assertThat(focused.getCssValue("outline-style")).isEqualTo("solid");
      assertThat(focused.getCssValue("outline-width")).isEqualTo("3px");
    }

    assertThat(reached).isEqualTo(reachable);
    browser.photograph("focus");
  }

  @Test
  void enterFoldsAFileAndUnfoldsIt() {
    while (!browser.focused().getTagName().equals("summary")) {
      browser.press(Keys.TAB);
    }
    WebElement lines = browser.first(".file .new");
    assertThat(lines.isDisplayed()).isTrue();

    browser.press(Keys.ENTER);
    assertThat(lines.isDisplayed()).isFalse();

    browser.press(Keys.ENTER);
    assertThat(lines.isDisplayed()).isTrue();
  }

  @Test
  void whereJenkinsBlocksTheStylesThePageIsStillReadable() throws Exception {
    browser.open(site.reportInJenkins());

    assertThat(browser.first("body").getCssValue("max-width")).isEqualTo("none");
    assertThat(browser.first("del").getCssValue("text-decoration")).contains("line-through");
    assertThat(browser.first("ins").getCssValue("text-decoration")).contains("underline");
    assertThat(browser.all(".old[hidden]")).noneMatch(WebElement::isDisplayed);
    assertThat(browser.first(".new").getText().lines())
        .contains("  102    eric-enm-models-ap:", "  103      name: eric-enm-models-ap");
    browser.photograph("jenkins");
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private static String script(String name) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            ReportPageBrowserTest.class.getResourceAsStream("/browser/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
