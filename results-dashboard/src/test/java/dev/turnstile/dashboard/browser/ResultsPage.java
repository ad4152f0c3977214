package dev.turnstile.dashboard.browser;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The page as its readers know it: by headings, labels and words. Everything is read at one moment; what takes a moment
 * is for the caller to await.
 */
public final class ResultsPage {

    private final Chromium browser;
    private final URI dashboard;

    /** @param dashboard where the page is served, such as {@code http://127.0.0.1:8080/} */
    public ResultsPage(Chromium browser, URI dashboard) {
        this.browser = browser;
        this.dashboard = dashboard;
    }

    /** Loads the page at a view: {@code orders}, {@code bookings/concert-42}; empty for the first one. */
    public ResultsPage open(String view) {
        browser.open(dashboard.resolve("/#/" + view).toString());
        return this;
    }

    /** The links of the navigation as a screen reader has them: {@code Orders, healthy}. */
    public List<String> navigation() {
        return browser.texts("return [...document.querySelectorAll('nav a')].map((it) => it.textContent.trim())");
    }

    /** Goes to another view by the navigation. */
    public void follow(String link) {
        click(
                "return [...document.querySelectorAll('nav a')].find((it) => it.textContent.startsWith(arguments[0]))",
                link);
    }

    /** What the connection light says: Live, Paused, Reconnecting. */
    public String connection() {
        return text("connection-light [role=status]");
    }

    public String lastUpdated() {
        return text(".connection-since");
    }

    /** The alert at the top of the page; empty when none is firing. */
    public String alert() {
        return text(".alert-strip");
    }

    /** The words of a pipeline's card on the overview; empty while it is not there. */
    public String card(String pipeline) {
        return browser.text("""
            const cards = [...document.querySelectorAll('.pipeline-card')];
            const card = cards.find((it) => it.querySelector('h2').innerText.trim() === arguments[0]);
            return card?.innerText ?? '';
            """, pipeline);
    }

    /** The words of each alert that fires, on the page of alerts, in one line each. */
    public List<String> firing() {
        return browser.texts("return [...document.querySelectorAll('.firing > li')].map((it) =>"
                + " it.innerText.replaceAll(/\\s+/g, ' '))");
    }

    public String heading() {
        return text("h1");
    }

    /** How settled the minute of the large figures is: Settling, Final, Corrected. */
    public String standing() {
        return text("main .minute-line .badge");
    }

    /** A large figure of the last whole minute, by its label; empty while it is not there. */
    public String figure(String label) {
        return inFigure(label, ".figure-value");
    }

    /** What the present minute has come to, by the figure's label. */
    public String soFar(String label) {
        return inFigure(label, ".figure-open");
    }

    /** The words a screen reader has for a chart. */
    public String chart(String heading) {
        return browser.text(
                "return document.querySelector(`section[aria-label='${arguments[0]}'] .chart`)?.ariaLabel ?? ''",
                heading);
    }

    /** Whether the chart is really drawn: its canvas has something on it. */
    public boolean isDrawn(String heading) {
        return browser.isTrue("""
            const canvas = document.querySelector(`section[aria-label='${arguments[0]}'] canvas`);
            return canvas !== null && canvas.getContext('2d')
              .getImageData(0, 0, canvas.width, canvas.height).data.some((it) => it !== 0);
            """, heading);
    }

    /** Turns a chart into its table or back. */
    public void toggleTable(String heading) {
        click("return document.querySelector(`button[aria-label='${arguments[0]} as a table']`)", heading);
    }

    /** The table's rows, cells parted by {@code |}. */
    public List<String> rows(String heading) {
        return browser.texts("""
            const rows = document.querySelectorAll(`section[aria-label='${arguments[0]}'] tbody tr`);
            return [...rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim()).join('|'));
            """, heading);
    }

    /** The keys by their bars, the highest first, with the measures beside them: {@code concert-42 17 6}. */
    public List<String> topKeys() {
        return browser.texts("""
            return [...document.querySelectorAll('.bars a')].map((bar) =>
              [bar.querySelector('.bar-name'), ...bar.querySelectorAll('.bar-values > :not(.unseen)')]
                .map((it) => it.textContent).join(' '));
            """);
    }

    /** Presses a button by its words. */
    public void press(String button) {
        click(
                "return [...document.querySelectorAll('button')].find((it) => it.innerText.trim() === arguments[0])",
                button);
    }

    /** Pauses, or goes on. */
    public void togglePause() {
        click("return document.querySelector('pause-button button')");
    }

    /** By the name of the choice and its value: theme dark, range 24h. */
    public void choose(String name, String value) {
        click("return document.querySelector(`input[name='${arguments[0]}'][value='${arguments[1]}']`)", name, value);
    }

    /** Fills the view's form in, by the fields' labels, and sends it. */
    public void place(Map<String, String> fields) {
        fields.forEach((label, value) -> browser.read("""
            const label = [...document.querySelectorAll('main form label')].find((it) => it.textContent === arguments[0]);
            document.getElementById(label.htmlFor).value = arguments[1];
            """, label, value));
        click("return document.querySelector('main form [type=submit]')");
    }

    /** What the form says is wrong, all of it. */
    public String complaint() {
        return browser.text("return [...document.querySelectorAll('main .field-error, main .form-message')].map((it) =>"
                + " it.innerText).join(' ')");
    }

    /** How far the event placed last has come: Acknowledged, Counted, Final. */
    public List<String> progress() {
        return browser.texts("""
            const steps = document.querySelectorAll('.receipts > li:first-child .steps li.is-done');
            return [...steps].map((it) => it.innerText.trim().split(' ')[0]);
            """);
    }

    /** All the text of the page. */
    public String words() {
        return text("body");
    }

    /** What axe finds; empty is what it should be. */
    public List<String> accessibilityFindings() {
        return Accessibility.findings(browser);
    }

    /** Whether one must scroll sideways to see all of it. */
    public boolean isWiderThanItsWindow() {
        return browser.isTrue("return document.documentElement.scrollWidth > window.innerWidth");
    }

    private String inFigure(String label, String selector) {
        return browser.text("""
            const [label, selector] = arguments;
            const titles = [...document.querySelectorAll('main dt, main .panel h2')];
            const title = titles.find((it) => it.textContent === label && it.closest('div, section').querySelector(selector));
            return title?.closest('div, section').querySelector(selector).innerText.trim() ?? '';
            """, label, selector);
    }

    private String text(String selector) {
        return browser.text("return document.querySelector(arguments[0])?.innerText.trim() ?? ''", selector);
    }

    private void click(String find, Object... arguments) {
        if (!browser.isTrue(
                "const found = (function () { " + find
                        + " }).apply(null, arguments); found?.click(); return Boolean(found)",
                arguments)) {
            throw new IllegalStateException("Not on the page: " + find + " with " + List.of(arguments));
        }
    }
}
