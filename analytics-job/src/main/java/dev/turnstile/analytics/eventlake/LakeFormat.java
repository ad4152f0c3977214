package dev.turnstile.analytics.eventlake;

import dev.turnstile.events.listening.ListeningEvent;
import java.io.OutputStream;
import java.util.Locale;

/** What the files are. */
enum LakeFormat {
    PARQUET(".parquet"),
    /** The events as they came, one a line: what can be replayed. */
    JSON(".jsonl");

    private final String suffix;

    LakeFormat(String suffix) {
        this.suffix = suffix;
    }

    static LakeFormat named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String suffix() {
        return suffix;
    }

    <E extends ListeningEvent> RowWriter<E> writer(LakeTopic<E> topic, OutputStream out) {
        return this == PARQUET ? new ParquetRows<>(topic.columns(), out) : new JsonLines<>(out);
    }
}
