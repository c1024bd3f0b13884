package chartbot.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** The installed Chromium without a window, in a profile of its own. */
final class Browser implements AutoCloseable {

  private final ChromeDriver driver;

  Browser(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.addArguments(
        "--headless=new",
        "--hide-scrollbars",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(driverFile()))
                .usingAnyFreePort()
                .build(),
            options);
  }

  /** The driver finds its browser by itself. */
  private static String driverFile() {
    return Objects.requireNonNull(
        System.getProperty("chartbot.chromedriver"), "the Maven profile browser says which driver");
  }

  void open(URI page) {
    driver.get(page.toString());
  }

  String title() {
    return Objects.requireNonNull(driver.getTitle());
  }

  /** A screen of that width, as a phone or a desk has it. */
  void screen(int width, int height) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void colourScheme(String scheme) {
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  WebElement first(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  Rectangle place(String css) {
    return first(css).getRect();
  }

  /** What a script, given as the body of a function, answers. */
  Object ask(String script) {
    return Objects.requireNonNull(driver.executeScript(script));
  }

  /** The whole page as an image under {@code target}, for a person to look at. */
  void photograph(String name) throws IOException {
    Object data =
        cdp("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
            .get("data");
    Files.write(
        Path.of("target", "report-" + name + ".png"),
        Base64.getDecoder().decode(String.valueOf(data)));
  }

  private Map<String, Object> cdp(String command, Map<String, Object> parameters) {
    return driver.executeCdpCommand(command, parameters);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
