package dev.turnstile.publishing.contract;

import static dev.turnstile.publishing.contract.Answers.assertProblem;
import static dev.turnstile.publishing.contract.RunningService.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may call, from where, and how often: a service with all of it switched on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AccessContract extends ServiceContract {

    private static final String PAGE = "http://127.0.0.1:8080";

    private RunningService guarded;

    protected AccessContract(ServiceUnderTest service) {
        super(service);
    }

    @BeforeAll
    void start() throws Exception {
        running();
        guarded = RunningService.start(
                service(),
                "API_KEYS=ann:" + sha256("key-of-ann") + ",bob:" + sha256("key-of-bob") + ",eve:"
                        + sha256("key-of-eve"),
                "ALLOWED_ORIGINS=" + PAGE,
                "RATE_LIMIT=3");
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @Test
    void who_shows_no_known_key_is_turned_away() {
        HttpResponse<String> nobody = guarded.post(service().goodBody());

        assertProblem(nobody, 401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertProblem(guarded.post(service().goodBody(), "Authorization", "Bearer key-of-nobody"), 401);
        assertProblem(guarded.post(service().goodBody(), "Authorization", "Basic key-of-ann"), 401);
        assertProblem(guarded.send(guarded.request("/v3/api-docs", JSON).GET()), 401);
    }

    @Test
    void a_key_of_two_callers_is_two_events() {
        String key = newKey();

        String anns = guarded.post(service().goodBody(), "Authorization", "Bearer key-of-ann", "Idempotency-Key", key)
                .body();
        String bobs = guarded.post(service().goodBody(), "Authorization", "bearer key-of-bob", "Idempotency-Key", key)
                .body();

        assertThat(idOf(anns)).isNotBlank().isNotEqualTo(idOf(bobs));
    }

    @Test
    void who_sends_too_many_is_told_when_to_go_on() {
        String batch = '['
                + service().goodBody()
                + ','
                + service().goodBody()
                + ','
                + service().goodBody()
                + ','
                + service().goodBody()
                + ']';

        // More than there ever is room for, however slow the machine.
        HttpResponse<String> answer = guarded.postBatch(JSON, batch, "Authorization", "Bearer key-of-eve");

        assertProblem(answer, 429);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
    }

    @Test
    void a_page_of_a_named_origin_may_call_and_read_what_it_needs() {
        HttpResponse<String> asked = guarded.send(guarded.request(
                        service().path(),
                        JSON,
                        "Origin",
                        PAGE,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "content-type,idempotency-key")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);

        HttpResponse<String> answer =
                guarded.post(service().goodBody(), "Origin", PAGE, "Authorization", "Bearer key-of-bob");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("Idempotent-Replayed", "Retry-After");
    }

    @Test
    void a_page_of_another_origin_may_not() {
        assertProblem(guarded.post(service().goodBody(), "Origin", "http://elsewhere.example"), 403);
        // Nor where nothing is set.
        assertProblem(running().post(service().goodBody(), "Origin", PAGE), 403);
    }

    @Test
    void browsers_are_told_that_answers_are_data() {
        assertThat(running().post("{}").headers().map())
                .containsKeys("x-content-type-options", "content-security-policy", "cache-control", "referrer-policy");
    }

    private static String sha256(String key) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
