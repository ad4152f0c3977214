package dev.turnstile.analytics.video;

import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.HoldingOperator;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.Shards;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/** Adds up what each source sends, and watches whether it still does. Keyed by source. */
final class SourceWatch extends HoldingOperator<Event<FrameAnalysis>, OutgoingRecord> {

    static final OutputTag<Alert> ALERTS = new OutputTag<>("source-alerts", TypeInformation.of(Alert.class));

    private static final long TICK = 1_000;

    /** What is kept of a source. */
    public record Saved(SourceAccount.Saved account, SourceAlarms.Saved alarms) {}

    private static final MapStateDescriptor<String, Saved> SOURCES =
            new MapStateDescriptor<>("sources", Types.STRING, TypeInformation.of(Saved.class));

    private final VideoSettings settings;

    private transient MapState<String, Saved> state;
    private transient Map<String, Source> sources;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    SourceWatch(VideoSettings settings) {
        super(TICK);
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        sources = new LinkedHashMap<>();
        state = context.getKeyedStateStore().getMapState(SOURCES);
        if (context.isRestored()) {
            for (int shard : Shards.ownedBy(getRuntimeContext().getTaskInfo())) {
                setCurrentKey(Shards.keyOfShard(shard));
                for (Map.Entry<String, Saved> saved : state.entries()) {
                    sources.put(saved.getKey(), restored(saved.getKey(), saved.getValue()));
                }
            }
        }
    }

    private Source restored(String name, Saved saved) {
        return new Source(SourceAccount.of(saved.account()), SourceAlarms.of(name, saved.alarms(), settings, now()));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (Map.Entry<String, Source> entry : sources.entrySet()) {
            Source source = entry.getValue();
            if (source.isUnsaved) {
                source.isUnsaved = false;
                setCurrentKey(Shards.keyOf(entry.getKey()));
                state.put(entry.getKey(), new Saved(source.account.saved(), source.alarms.saved()));
            }
        }
    }

    @Override
    public void processElement(StreamRecord<Event<FrameAnalysis>> element) {
        FrameAnalysis frame = element.getValue().payload();
        Source source = sources.computeIfAbsent(
                frame.source(), name -> new Source(new SourceAccount(), new SourceAlarms(name, settings, now())));
        source.account.add(frame, settings.expectedFps(frame.source()));
        source.alarms.see(frame, now()).forEach(this::raise);
        source.isChanged = true;
        source.isUnsaved = true;
    }

    @Override
    protected void release() {
        sources.forEach((name, source) -> {
            source.alarms.listen(now()).ifPresent(alert -> {
                source.isUnsaved = true;
                raise(alert);
            });
            if (source.isChanged) {
                source.isChanged = false;
                output.collect(new StreamRecord<>(OutgoingRecord.of(
                        Topics.VIDEO_SOURCE_AGGREGATIONS,
                        name,
                        source.account.totals(name).toJson())));
            }
        });
    }

    private void raise(Alert alert) {
        output.collect(ALERTS, new StreamRecord<>(alert));
    }

    /** One source. */
    private static final class Source {
        private final SourceAccount account;
        private final SourceAlarms alarms;
        private boolean isChanged;
        private boolean isUnsaved;

        private Source(SourceAccount account, SourceAlarms alarms) {
            this.account = account;
            this.alarms = alarms;
        }
    }
}
