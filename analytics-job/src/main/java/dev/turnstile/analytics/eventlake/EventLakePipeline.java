package dev.turnstile.analytics.eventlake;

import dev.turnstile.analytics.settings.Environment;
import dev.turnstile.analytics.windows.AdmittedEvents;
import dev.turnstile.analytics.windows.Arrival;
import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.EventReader;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.PipelineStreams;
import dev.turnstile.analytics.windows.WindowSettings;
import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import dev.turnstile.events.json.JsonReader;
import dev.turnstile.events.listening.ListeningEvent;
import dev.turnstile.events.results.LakeHour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.jspecify.annotations.Nullable;

/**
 * Listens, page views and logins into files, each event into exactly one, under the hour in which it happened.
 *
 * <pre>
 * admitted → LakeWriter → Manifests → results: what is in each hour
 *            files        _SUCCESS
 * </pre>
 */
public final class EventLakePipeline {

    /** No row is too late to be kept; longer than any event time that is believed is past. */
    private static final Duration NEVER_TOO_LATE = Duration.ofDays(365 * 200);

    private EventLakePipeline() {}

    /**
     * The graph. With checkpoints there must be a lake, by the setting {@code LAKE_URI}; without, as in a replay, rows
     * are counted and written nowhere if there is none.
     */
    public static PipelineStreams build(DataStream<Arrival> records, WindowSettings windows, Environment environment) {
        boolean isCheckpointed =
                records.getExecutionEnvironment().getCheckpointConfig().isCheckpointingEnabled();
        LakeSettings settings = LakeSettings.from(environment, windows, isCheckpointed);
        AdmittedEvents<LakeRow> admitted = AdmittedEvents.of(
                LakeHour.PIPELINE,
                records,
                new RowReader(),
                TypeInformation.of(LakeRow.class),
                windows.withLateness(NEVER_TOO_LATE));
        SingleOutputStreamOperator<LakeNews> written = admitted.events()
                .transform("lake-writer", TypeInformation.of(LakeNews.class), new LakeWriter(settings, isCheckpointed))
                .uid("lake-writer");
        SingleOutputStreamOperator<OutgoingRecord> hours = written.keyBy(Manifests::keyOf, Types.INT)
                .transform("lake-manifests", OutgoingRecord.TYPE, new Manifests(settings))
                .uid("lake-manifests");
        return admitted.streams(hours, hours.getSideOutput(Manifests.LIVE), List.of(written));
    }

    /** By whose id a record has: {@code listen_id}, {@code page_view_id}, {@code auth_id}; listens by default. */
    public static String topicOf(byte @Nullable [] json) {
        Reading<String> topic = JsonReader.readRecord(json, in -> {
            String field;
            String found = null;
            while ((field = in.nextField()) != null) {
                for (LakeTopic<?> candidate : LakeTopic.ALL) {
                    if (found == null && field.equals(candidate.columns().get(0).name())) {
                        found = candidate.name();
                    }
                }
            }
            return found == null ? new Reading.Ignored<>("unknown") : new Reading.Accepted<>(found);
        });
        return topic instanceof Reading.Accepted<String> accepted
                ? accepted.event()
                : LakeTopic.ALL.get(0).name();
    }

    private static final class RowReader implements EventReader<LakeRow> {
        @Override
        public Reading<Event<LakeRow>> read(Arrival record, long now) {
            byte[] json = record.value();
            return json == null
                    ? Reading.rejected(RejectionReason.EMPTY, "expected a JSON object, but there was nothing")
                    : read(LakeTopic.named(record.topic()), record, json, Instant.ofEpochMilli(now));
        }

        private static <E extends ListeningEvent> Reading<Event<LakeRow>> read(
                LakeTopic<E> topic, Arrival record, byte[] json, Instant now) {
            return topic.read(json, now).map(event -> {
                String id = event.id();
                return Event.of(
                        // Two topics may use the same id for different things.
                        id == null ? null : record.topic() + "|" + id,
                        event.userId(),
                        event.ts().toEpochMilli(),
                        new LakeRow(record.topic(), record.partition(), record.offset(), json));
            });
        }
    }
}
