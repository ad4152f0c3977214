package dev.turnstile.analytics.replay;

import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.events.SetAsideHeaders;
import dev.turnstile.events.Topics;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;

/** What was not counted, by reason, with the first example of each. */
final class Rejections implements Accumulator<OutgoingRecord, Rejections.ByReason> {

    private static final String NAME = "rejections";
    private static final int MOST_SHOWN = 120;

    private final Map<String, OfReason> byReason = new LinkedHashMap<>();

    /** One line for each reason, those with most records first. */
    static List<String> told(JobExecutionResult result) {
        ByReason rejections = result.getAccumulatorResult(NAME);
        if (rejections == null) {
            return List.of();
        }
        List<Map.Entry<String, OfReason>> mostFirst =
                new ArrayList<>(rejections.byReason().entrySet());
        mostFirst.sort(Comparator.comparingLong(entry -> -entry.getValue().count));
        return mostFirst.stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "rejected %d: %s, first %s",
                        entry.getValue().count,
                        entry.getKey(),
                        entry.getValue().example))
                .toList();
    }

    @Override
    public void add(OutgoingRecord rejected) {
        byReason.computeIfAbsent(
                        rejected.headers().getOrDefault(SetAsideHeaders.REASON, ""),
                        reason -> new OfReason(example(rejected)))
                .count++;
    }

    @Override
    public ByReason getLocalValue() {
        return new ByReason(byReason);
    }

    @Override
    public void resetLocal() {
        byReason.clear();
    }

    @Override
    public void merge(Accumulator<OutgoingRecord, ByReason> other) {
        other.getLocalValue().byReason().forEach((reason, of) -> byReason.merge(reason, of, OfReason::and));
    }

    @Override
    public Rejections clone() {
        Rejections copy = new Rejections();
        byReason.forEach((reason, of) -> copy.byReason.put(reason, of.and(new OfReason(""))));
        return copy;
    }

    private static String example(OutgoingRecord rejected) {
        long number = Long.parseLong(rejected.headers().getOrDefault(SetAsideHeaders.SOURCE_OFFSET, "0")) + 1;
        byte[] value = rejected.value() == null ? new byte[0] : rejected.value();
        String text = new String(value, 0, Math.min(value.length, 4 * MOST_SHOWN), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ");
        String shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
        return "record " + number + ": " + rejected.headers().get(SetAsideHeaders.DETAIL) + ": " + shown;
    }

    /** Reason → those that were rejected for it. */
    record ByReason(Map<String, OfReason> byReason) implements Serializable {}

    /** Those that were rejected for one reason. */
    static final class OfReason implements Serializable {

        private final String example;
        private long count;

        OfReason(String example) {
            this.example = example;
        }

        private OfReason and(OfReason other) {
            OfReason both = new OfReason(example);
            both.count = count + other.count;
            return both;
        }
    }

    /** Lets everything pass, and keeps the account. */
    static final class Tally extends RichFilterFunction<OutgoingRecord> {

        private final Rejections rejections = new Rejections();

        @Override
        public void open(OpenContext context) {
            getRuntimeContext().addAccumulator(NAME, rejections);
        }

        @Override
        public boolean filter(OutgoingRecord record) {
            if (record.topic().equals(Topics.REJECTED_EVENTS.name())) {
                rejections.add(record);
            }
            return true;
        }
    }
}
