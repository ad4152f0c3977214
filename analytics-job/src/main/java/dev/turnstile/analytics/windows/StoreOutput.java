package dev.turnstile.analytics.windows;

import dev.turnstile.analytics.settings.Environment;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A stream that goes elsewhere than to Kafka: to a database, to files. The running job attaches it to what its settings
 * name; a replay leaves it alone.
 *
 * @param name begins with the pipeline's; of the sink's uid
 */
public record StoreOutput<T>(String name, DataStream<T> stream, Attachment<T> attachment) {

    /** Gives a stream its sink. */
    @FunctionalInterface
    public interface Attachment<T> {
        /**
         * Attaches it.
         *
         * @param name to be the sink's uid
         * @param settings where the store is
         * @throws dev.turnstile.analytics.settings.SettingException if a setting is missing or malformed
         */
        void attach(String name, DataStream<T> stream, Environment settings);
    }

    public void attach(Environment settings) {
        attachment.attach(name, stream, settings);
    }
}
