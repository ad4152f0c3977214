package dev.turnstile.publishing.access;

import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemKind;
import dev.turnstile.publishing.settings.InvalidSetting;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Which pages of other origins may send requests (CORS): those that are named, by default none. */
final class OtherOrigins {

    static final String SETTING = "ALLOWED_ORIGINS";

    private static final Pattern ORIGIN = Pattern.compile("https?://(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?");

    private OtherOrigins() {}

    static List<String> parse(String setting) {
        if (setting.isBlank()) {
            return List.of();
        }
        List<String> origins =
                Arrays.stream(setting.split(",", -1)).map(String::strip).toList();
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new InvalidSetting(
                        SETTING,
                        "must be scheme://host:port, several with commas between, but has '" + origin + "'",
                        "http://127.0.0.1:8080,https://dashboard.example.com");
            }
        }
        return origins;
    }

    static CorsFilter filter(List<String> origins) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(origins);
        configuration.setAllowedMethods(List.of("GET", "POST", "DELETE"));
        configuration.setAllowedHeaders(
                List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION, "Idempotency-Key", "X-Request-Id"));
        configuration.setExposedHeaders(List.of("Idempotent-Replayed", HttpHeaders.RETRY_AFTER, "X-Request-Id"));
        configuration.setMaxAge(Duration.ofHours(1));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", configuration);
        CorsFilter filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new Refusing());
        return filter;
    }

    /** Refuses with a problem rather than with a line of text. */
    private static final class Refusing extends DefaultCorsProcessor {

        private static final byte[] REFUSAL = Problem.of(
                        ProblemKind.FORBIDDEN, "Pages of this origin may not call. See the setting " + SETTING + ".")
                .toJson("urn:turnstile:other-origin");

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            response.setStatusCode(HttpStatusCode.valueOf(ProblemKind.FORBIDDEN.status()));
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            response.getBody().write(REFUSAL);
            response.flush();
        }
    }
}
