package dev.turnstile.events.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.events.Money;
import dev.turnstile.events.Reading;
import dev.turnstile.events.Reading.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One field of every type that a {@link JsonDocument} reads, as a body that needs no {@code name} but a {@code text}. */
record Form(
        String text,
        @Nullable Integer count,
        @Nullable Money money,
        @Nullable Instant time,
        List<@Nullable String> lines) {

    static final Instant LATEST = Instant.parse("2026-11-20T12:05:00Z");
    static final int MOST = 100;

    static Reading<Form> read(String json) {
        return read(json.getBytes(UTF_8));
    }

    static Reading<Form> read(byte @Nullable [] json) {
        return JsonReader.read(json, in -> {
            String text = null;
            Integer count = null;
            Money money = null;
            Instant time = null;
            var lines = new ArrayList<@Nullable String>();
            String field;
            while ((field = in.nextField()) != null) {
                switch (field) {
                    case "text" -> text = in.text();
                    case "count" -> count = in.count(MOST);
                    case "money" -> money = in.money();
                    case "time" -> time = in.time(LATEST);
                    case "lines" -> in.objects(3, () -> lines.add(line(in)));
                    case "id" -> in.notAllowed("the server sets it");
                    default -> {}
                }
            }
            in.require("text", text);
            return text == null
                    ? new Reading.Rejected<>(in.problems())
                    : new Reading.Accepted<>(new Form(text, count, money, time, lines));
        });
    }

    private static @Nullable String line(JsonDocument in) throws java.io.IOException {
        String name = null;
        String field;
        while ((field = in.nextField()) != null) {
            if (field.equals("name")) {
                name = in.text();
            }
        }
        in.require("name", name);
        return name;
    }

    /** Reads a form whose only other field is a good text. */
    static Reading<Form> readWith(String field, String value) {
        return read("{\"text\":\"good\",\"" + field + "\":" + value + "}");
    }

    static Form accepted(Reading<Form> reading) {
        if (reading instanceof Reading.Accepted<Form> accepted) {
            return accepted.event();
        }
        throw new AssertionError("expected a form, was " + reading);
    }

    static List<Problem> problems(Reading<Form> reading) {
        if (reading instanceof Reading.Rejected<Form> rejected) {
            return rejected.problems();
        }
        throw new AssertionError("expected a rejection, was " + reading);
    }
}
