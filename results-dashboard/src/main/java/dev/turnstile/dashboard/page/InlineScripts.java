package dev.turnstile.dashboard.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/** The scripts within a page of our own, as a content security policy names them: by their hashes. */
final class InlineScripts {

    private static final Pattern WITHOUT_SOURCE =
            Pattern.compile("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);

    private InlineScripts() {}

    static List<String> hashesOf(String page) throws IOException {
        ClassPathResource file = new ClassPathResource(page);
        return file.exists() ? hashesIn(file.getContentAsString(UTF_8)) : List.of();
    }

    static List<String> hashesIn(String html) {
        // A browser reads CR LF as LF before it takes the hash.
        return WITHOUT_SOURCE
                .matcher(html.replace("\r\n", "\n"))
                .results()
                .map((MatchResult script) -> "'sha256-" + sha256(script.group(1)) + "'")
                .toList();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
