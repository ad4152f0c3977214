package dev.turnstile.analytics.video;

import dev.turnstile.analytics.windows.Event;
import dev.turnstile.analytics.windows.HoldingOperator;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.Shards;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.Alert;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what each source sends, and watches whether it still does. Keyed by source. One that has been silent for long
 * is forgotten: anybody who may send frames can name a source.
 */
final class SourceWatch extends HoldingOperator<Event<FrameAnalysis>, OutgoingRecord> {

    static final OutputTag<Alert> ALERTS = new OutputTag<>("source-alerts", TypeInformation.of(Alert.class));

    private static final long TICK = 1_000;

    /** What is kept of a source. */
    public record Saved(SourceAccount.Saved account, SourceAlarms.Saved alarms) {}

    private static final MapStateDescriptor<String, Saved> SOURCES =
            new MapStateDescriptor<>("sources", Types.STRING, TypeInformation.of(Saved.class));

    /** Of those that are silent, for how long. Not a part of {@link Saved}, so that older savepoints fit. */
    private static final MapStateDescriptor<String, Long> SILENCES =
            new MapStateDescriptor<>("source-silences", Types.STRING, Types.LONG);

    private final VideoSettings settings;

    private transient MapState<String, Saved> state;
    private transient MapState<String, Long> silences;
    private transient Map<String, Source> sources;
    /** Those whose state is still there. */
    private transient Set<String> forgotten;

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    SourceWatch(VideoSettings settings) {
        super(TICK);
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        sources = new LinkedHashMap<>();
        forgotten = new LinkedHashSet<>();
        state = context.getKeyedStateStore().getMapState(SOURCES);
        silences = context.getKeyedStateStore().getMapState(SILENCES);
        if (context.isRestored()) {
            for (int shard : Shards.ownedBy(getRuntimeContext().getTaskInfo())) {
                setCurrentKey(Shards.keyOfShard(shard));
                for (Map.Entry<String, Saved> saved : state.entries()) {
                    sources.put(
                            saved.getKey(), restored(saved.getKey(), saved.getValue(), silences.get(saved.getKey())));
                }
            }
        }
    }

    private Source restored(String name, Saved saved, @Nullable Long silence) {
        SourceAlarms alarms =
                SourceAlarms.of(name, saved.alarms(), silence == null ? 0 : silence.longValue(), settings, now());
        return new Source(SourceAccount.of(saved.account()), alarms);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (String name : forgotten) {
            setCurrentKey(Shards.keyOf(name));
            state.remove(name);
            silences.remove(name);
        }
        forgotten.clear();
        for (Map.Entry<String, Source> entry : sources.entrySet()) {
            save(entry.getKey(), entry.getValue());
        }
    }

    private void save(String name, Source source) throws Exception {
        if (!source.isUnsaved && !source.alarms.isSilent()) {
            return;
        }
        setCurrentKey(Shards.keyOf(name));
        if (source.isUnsaved) {
            source.isUnsaved = false;
            state.put(name, new Saved(source.account.saved(), source.alarms.saved()));
        }
        if (source.alarms.isSilent()) {
            silences.put(name, source.alarms.silence(now()));
        } else {
            silences.remove(name);
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
        sources.entrySet().removeIf(entry -> {
            boolean isForgotten = entry.getValue().alarms.isForgotten(now());
            if (isForgotten) {
                forget(entry.getKey(), entry.getValue());
            }
            return isForgotten;
        });
    }

    private void forget(String name, Source source) {
        source.alarms.end(now()).forEach(this::raise);
        output.collect(new StreamRecord<>(OutgoingRecord.gone(Topics.VIDEO_SOURCE_AGGREGATIONS, name)));
        forgotten.add(name);
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
