package dev.turnstile.dashboard.webhook;

import dev.turnstile.dashboard.json.UnreadableRecordException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;

/** Tells the receiver of each alert on the topic, once. What it does not take comes again. */
final class AlertListener implements MessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(AlertListener.class);
    private static final int MOST_REMEMBERED = 10_000;

    private final Receiver receiver;
    private final WebhookStatus status;
    /** A job that restarts may write an alert once more. */
    private final Set<String> delivered = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    AlertListener(Receiver receiver, WebhookStatus status) {
        this.receiver = receiver;
        this.status = status;
    }

    @Override
    public void onMessage(ConsumerRecord<byte[], byte[]> record) {
        try {
            Delivery delivery = Delivery.read(record.value());
            if (delivered.contains(delivery.id())) {
                status.skipped();
                return;
            }
            receiver.send(delivery);
            delivered.add(delivery.id());
            status.delivered();
        } catch (UnreadableRecordException e) {
            status.skipped();
            LOG.warn(
                    "The receiver is not told of {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException.Failed("Stopped while the receiver was told");
        }
    }
}
