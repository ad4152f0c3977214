package dev.turnstile.analytics.eventlake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.analytics.windows.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * A constructed history: so many events of three topics, evenly over so many hours, somewhat out of order; every
 * hundredth comes again, every thousandth hours too late. The event with a given number is always the same. After the
 * last one comes the news that there is nothing more.
 */
record MusicService(long events, int hours) implements GeneratorFunction<Long, Arrival> {

    static final Instant START = Instant.parse("2025-11-24T22:00:00Z");

    private static final String[] TOPICS = {"listen_events", "page_view_events", "auth_events"};

    /** How many records there are, the repeated ones too. */
    long records() {
        return events + events / 100;
    }

    @Override
    public Arrival map(Long number) {
        if (number >= records()) {
            String topic = TOPICS[(int) (number % TOPICS.length)];
            long later = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
            return Arrival.ofNews(Arrival.Kind.CAUGHT_UP, topic, 0, later);
        }
        // Of 101 records, the last repeats the first.
        long event = number / 101 * 100 + (number % 101 == 100 ? 0 : number % 101);
        byte[] json = json(topicOf(event), event, number).getBytes(UTF_8);
        return Arrival.ofRecord(topicOf(event), 0, number, START.toEpochMilli() + number, null, json);
    }

    String topicOf(long event) {
        return TOPICS[(int) (event % TOPICS.length)];
    }

    private String json(String topic, long event, long record) {
        String id = topic.replace("_events", "_id");
        return "{\"%s\":\"e-%d\",\"user_id\":\"u-%d\",\"ts\":%d,\"number\":%d,\"record\":%d}"
                .formatted(id, event, event % 500, timeOf(event), event, record);
    }

    /** Epoch milliseconds. */
    long timeOf(long event) {
        long span = Duration.ofHours(hours).toMillis();
        long jitter = new Random(event).nextLong(20_000);
        boolean isHoursTooLate = event % 1_000 == 999 && event > events / 2;
        return START.toEpochMilli()
                + Math.max(0, span * event / events - jitter)
                - (isHoursTooLate ? Duration.ofHours(2).toMillis() : 0);
    }

    /** What the lake's folders must hold. */
    Map<String, Long> rowsByFolder() {
        return LongStream.range(0, events)
                .mapToObj(event -> Folder.of(topicOf(event), timeOf(event)).path())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
