package dev.turnstile.dashboard.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe finds against WCAG 2.2, levels A and AA, in the page as it is shown. */
final class Accessibility {

    private static final String RULES = """
        const done = arguments[arguments.length - 1];
        axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'] })
          .then(({ violations }) => done(violations.flatMap((rule) => rule.nodes.map((node) =>
            `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary}`))))
          .catch((error) => done([`axe failed: ${error}`]));
        """;

    private Accessibility() {}

    static List<String> findings(Chromium browser) {
        if (!browser.isTrue("return 'axe' in window")) {
            browser.read(script());
        }
        return browser.textsLater(RULES);
    }

    private static String script() {
        try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe.min.js of com.deque.html.axe-core is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read axe.min.js", e);
        }
    }
}
