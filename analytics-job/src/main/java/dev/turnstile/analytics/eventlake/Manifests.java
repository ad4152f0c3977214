package dev.turnstile.analytics.eventlake;

import dev.turnstile.analytics.windows.HoldingOperator;
import dev.turnstile.analytics.windows.OutgoingRecord;
import dev.turnstile.analytics.windows.Shards;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.LakeHour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Says of each hour what is in it: every second while it is open, by {@code _SUCCESS} and for good once it is closed,
 * and once more whenever a late row has been written. Keyed by the folder.
 *
 * <p>It is told of files that are visible, of each at least once, and knows them by name. A manifest that was written
 * just before a failure is written again with the same files, and is the same.
 */
final class Manifests extends HoldingOperator<LakeNews, OutgoingRecord> {

    static final OutputTag<OutgoingRecord> LIVE = new OutputTag<>("live", OutgoingRecord.TYPE);

    private static final long TICK = 1_000;

    /** For how long a closed hour stays in the state; one that gets late rows afterwards is read from its manifest. */
    private static final Duration KEPT = Duration.ofHours(6);

    private static final MapStateDescriptor<Key, Saved> HOURS =
            new MapStateDescriptor<>("hours", TypeInformation.of(Key.class), TypeInformation.of(Saved.class));

    /** Names an hour in the state. */
    public record Key(String topic, long hour) {}

    /** An hour in the state. */
    public record Saved(int revision, long changedAt, List<LakeFile> files) {}

    private final LakeSettings settings;

    private transient Lake lake;
    private transient TreeMap<Folder, Hour> hours;
    private transient Set<Folder> unsaved;
    private transient MapState<Key, Saved> state;

    /** An hour, and what is to be done about it. */
    private static final class Hour {
        private final HourFiles files;
        private long changedAt;
        private boolean hasNewFiles;
        private boolean isToBeRepeated;
        private boolean hasNews;

        private Hour(HourFiles files, long changedAt) {
            this.files = files;
            this.changedAt = changedAt;
        }
    }

    @SuppressWarnings("NullAway.Init") // initializeState() is Flink's constructor.
    Manifests(LakeSettings settings) {
        super(TICK);
        this.settings = settings;
    }

    static Integer keyOf(LakeNews news) {
        return keyOf(news.folder());
    }

    private static Integer keyOf(Folder folder) {
        return Shards.keyOf(folder.path());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        lake = Lake.at(settings);
        hours = new TreeMap<>();
        unsaved = new HashSet<>();
        state = context.getKeyedStateStore().getMapState(HOURS);
        if (context.isRestored()) {
            for (int shard : Shards.ownedBy(getRuntimeContext().getTaskInfo())) {
                setCurrentKey(Shards.keyOfShard(shard));
                for (Map.Entry<Key, Saved> entry : state.entries()) {
                    Folder folder =
                            new Folder(entry.getKey().topic(), entry.getKey().hour());
                    Saved saved = entry.getValue();
                    hours.put(
                            folder,
                            new Hour(new HourFiles(folder, saved.revision(), saved.files()), saved.changedAt()));
                }
            }
        }
    }

    @Override
    public void processElement(StreamRecord<LakeNews> element) throws Exception {
        LakeNews news = element.getValue();
        Folder folder = news.folder();
        Hour hour = hours.get(folder);
        if (hour == null) {
            hour = new Hour(known(folder), now());
            hours.put(folder, hour);
        }
        LakeFile file = news.file();
        if (file == null) {
            hour.files.waits(news.writer(), Objects.requireNonNull(news.waitingByMinute()));
            hour.hasNews = true;
        } else {
            if (hour.files.add(file)) {
                hour.hasNewFiles = true;
            } else {
                // The manifest names it already: it was written just before a failure, and the result was lost in that.
                hour.isToBeRepeated = true;
            }
            hour.hasNews = true;
            hour.changedAt = now();
            unsaved.add(folder);
        }
    }

    private HourFiles known(Folder folder) throws IOException {
        Optional<byte[]> manifest = lake.readManifest(folder);
        return manifest.isPresent()
                ? Manifest.read(folder, manifest.get())
                : new HourFiles(folder, HourFiles.OPEN, List.of());
    }

    /** An hour is told of as soon as it closes, not with what comes late a moment afterwards. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        super.processWatermark(mark);
        release();
    }

    @Override
    protected void release() {
        try {
            for (Hour hour : hours.values()) {
                tell(hour);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a manifest", e);
        }
    }

    private void tell(Hour hour) throws IOException {
        HourFiles files = hour.files;
        boolean isClosing =
                files.isOpen() && !files.files().isEmpty() && files.folder().isClosed(watermark(), settings.lateness());
        if (isClosing || (hour.hasNewFiles && !files.isOpen())) {
            files.revise();
            lake.writeManifest(files.folder(), Manifest.write(files));
            hour.changedAt = now();
            unsaved.add(files.folder());
            settle(files);
        } else if (hour.isToBeRepeated && !files.isOpen()) {
            settle(files);
        } else if (hour.hasNews && files.isOpen()) {
            LakeHour told = files.told(Instant.ofEpochMilli(now()));
            output.collect(LIVE, new StreamRecord<>(OutgoingRecord.of(Topics.LIVE, told.key(), told.toJson())));
        }
        hour.hasNewFiles = false;
        hour.isToBeRepeated = false;
        hour.hasNews = false;
    }

    private void settle(HourFiles files) {
        LakeHour told = files.told(Instant.ofEpochMilli(now()));
        output.collect(new StreamRecord<>(OutgoingRecord.of(Topics.RESULTS, told.key(), told.toJson())));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        long oldest = now() - KEPT.toMillis();
        for (Hour hour : hours.values()) {
            Folder folder = hour.files.folder();
            if (!hour.files.isOpen() && hour.changedAt < oldest) {
                unsaved.add(folder);
            }
        }
        for (Folder folder : unsaved) {
            Hour hour = Objects.requireNonNull(hours.get(folder));
            setCurrentKey(keyOf(folder));
            Key key = new Key(folder.topic(), folder.hour());
            if (!hour.files.isOpen() && hour.changedAt < oldest) {
                state.remove(key);
                hours.remove(folder);
            } else {
                state.put(key, new Saved(hour.files.revision(), hour.changedAt, List.copyOf(hour.files.files())));
            }
        }
        unsaved.clear();
    }
}
