package dev.turnstile.dashboard.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium, where one is installed. */
public final class Chromium implements AutoCloseable {

    /** What a skipped test says. */
    public static final String MISSING =
            "Skipped: no Chromium with its driver on this machine (Debian: apt-get install chromium chromium-driver)";

    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    public static boolean isInstalled() {
        return browser().isPresent() && onPath("chromedriver").isPresent();
    }

    /** Starts one with a window of the size of a laptop's, in the light theme. */
    public static Chromium start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow(() -> new IllegalStateException(MISSING)));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-dev-shm-usage",
                "--lang=en-GB");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.WARNING);
        options.setCapability("goog:loggingPrefs", logs);
        // Named, or Selenium would look for one on the network.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow(() -> new IllegalStateException(MISSING)))
                .build();
        Chromium chromium = new Chromium(new ChromeDriver(service, options));
        chromium.driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        chromium.size(1360, 860);
        chromium.systemTheme("light");
        return chromium;
    }

    /** Loads the page anew, even when only what follows the # differs. */
    public void open(String address) {
        driver.get("about:blank");
        driver.get(address);
    }

    /** Opens another tab, in which everything is from now on. */
    public void openTab() {
        driver.switchTo().newWindow(WindowType.TAB);
    }

    /** Goes to the tab that was opened as the nth, from 0 on. */
    public void goToTab(int number) {
        driver.switchTo().window(List.copyOf(driver.getWindowHandles()).get(number));
    }

    /** Closes the tab; {@link #goToTab} another one. */
    public void closeTab() {
        driver.close();
    }

    /** Sets the size of the page itself, in CSS pixels. */
    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    }

    /** What the system says it prefers: light or dark. */
    public void systemTheme(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    /** The result of a function body in JavaScript, read in one go so that no redrawing comes in between. */
    public @Nullable Object read(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    public String text(String script, Object... arguments) {
        return String.valueOf(read(script, arguments));
    }

    public boolean isTrue(String script, Object... arguments) {
        return Boolean.TRUE.equals(read(script, arguments));
    }

    public List<String> texts(String script, Object... arguments) {
        return asTexts(read(script, arguments));
    }

    /** As {@link #texts}, of a script that calls its last argument when it is done. */
    public List<String> textsLater(String script, Object... arguments) {
        return asTexts(driver.executeAsyncScript(script, arguments));
    }

    /** Presses keys where the focus is. */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** What the browser complained of since this was last asked: scripts that failed, policies that were violated. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What was complained of before, by a page whose server has gone perhaps, is nobody's fault from now on. */
    public void forgetComplaints() {
        driver.manage().logs().get(LogType.BROWSER);
    }

    /** Keeps a picture of what is visible in {@code target/screenshots}. */
    public Path screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            return Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the screenshot " + name, e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static List<String> asTexts(@Nullable Object result) {
        return result instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Optional<File> browser() {
        return BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
    }

    private static Optional<File> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> new File(directory, name))
                .filter(File::canExecute)
                .findFirst();
    }
}
