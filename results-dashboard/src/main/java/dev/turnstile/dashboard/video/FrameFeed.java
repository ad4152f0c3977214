package dev.turnstile.dashboard.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.dashboard.feed.ConsumerSettings;
import dev.turnstile.dashboard.settings.Settings;
import dev.turnstile.events.Reading;
import dev.turnstile.events.Topics;
import dev.turnstile.events.results.VideoResult;
import dev.turnstile.events.video.Frame;
import dev.turnstile.events.video.Jpeg;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads pictures, from now on and only while somebody looks, with a consumer of its own: they are a hundred times as
 * many bytes as everything else, and what the others read must not wait behind them. Of those that come together only
 * the last picture of each source is shown; when it falls behind it jumps to the end.
 */
@Component
final class FrameFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FrameFeed.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
    /** Of one partition: more than a second's. */
    private static final long MOST_BEHIND = 100;

    private final NewestFrames frames;
    private final Map<String, Object> consumerSettings;
    private final boolean isWanted;
    private final Thread thread = new Thread(this::run, "frame-feed");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean isReading;

    FrameFeed(NewestFrames frames, Settings settings) {
        this.frames = frames;
        this.isWanted = settings.pipelines().contains(VideoResult.PIPELINE);
        this.consumerSettings = new HashMap<>(ConsumerSettings.of(settings.kafka()));
        consumerSettings.put("client.id", "results-dashboard-frames");
        consumerSettings.put("auto.offset.reset", "latest");
        consumerSettings.put("max.poll.records", 50);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        if (isWanted) {
            thread.start();
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        try {
            thread.join(LONGEST_STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings)) {
                follow(consumer);
            } catch (KafkaException e) {
                LOG.warn("Pictures cannot be read, trying again: {}", e.getMessage());
                pause();
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.VIDEO_FRAMES.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("The topic " + Topics.VIDEO_FRAMES.name() + " does not exist yet");
        }
        consumer.assign(partitions);
        consumer.pause(partitions);
        isReading = false;
        while (stopping.getCount() > 0) {
            startOrStopReading(consumer, partitions);
            takeNewest(consumer.poll(LONGEST_POLL));
            for (TopicPartition partition : partitions) {
                if (isReading && consumer.currentLag(partition).orElse(0) > MOST_BEHIND) {
                    consumer.seekToEnd(List.of(partition));
                }
            }
        }
    }

    private void startOrStopReading(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        boolean isWatched = frames.isWatched();
        if (isWatched && !isReading) {
            consumer.seekToEnd(partitions);
            consumer.resume(partitions);
        } else if (!isWatched && isReading) {
            consumer.pause(partitions);
            frames.clear();
        }
        isReading = isWatched;
    }

    private void takeNewest(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
        Map<String, Deque<ConsumerRecord<byte[], byte[]>>> bySource = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            String key = record.key() == null ? "" : new String(record.key(), UTF_8);
            bySource.computeIfAbsent(key, source -> new ArrayDeque<>()).push(record);
        }
        bySource.values().forEach(this::showFirst);
    }

    /** Of one source, the newest first: what is no picture hides none that came before it. */
    private void showFirst(Iterable<ConsumerRecord<byte[], byte[]>> newestFirst) {
        for (ConsumerRecord<byte[], byte[]> record : newestFirst) {
            Optional<LiveFrame> frame = picture(record);
            if (frame.isPresent()) {
                frames.put(frame.get());
                return;
            }
        }
    }

    /** What anybody may send is shown only if it is what it says; whatever else it may be costs this record. */
    private static Optional<LiveFrame> picture(ConsumerRecord<byte[], byte[]> record) {
        Map<String, byte[]> headers = new HashMap<>();
        record.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), header.value());
            }
        });
        Reading<Frame> reading = Frame.read(record.value(), headers, Instant.now());
        return reading instanceof Reading.Accepted<Frame> accepted && isWhatItSays(accepted.event())
                ? Optional.of(new LiveFrame(record.partition() + "-" + record.offset(), accepted.event()))
                : Optional.empty();
    }

    private static boolean isWhatItSays(Frame frame) {
        return Jpeg.read(frame.jpeg()) instanceof Reading.Accepted<Jpeg> picture
                && picture.event().width() == frame.width()
                && picture.event().height() == frame.height();
    }

    private void pause() {
        try {
            boolean unused = stopping.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
