package dev.turnstile.dashboard.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnstile.dashboard.json.JsonObject;
import dev.turnstile.dashboard.json.UnreadableRecordException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One thing to tell the receiver: that an alert fires, or that it is over.
 *
 * @param id the same however often it is sent, also after a restart, and whoever sends it
 * @param body the alert as on the topic
 */
record Delivery(String id, byte[] body) {

    private static final int ID_BYTES = 16;

    static Delivery read(byte[] record) throws UnreadableRecordException {
        JsonObject alert = JsonObject.read(record);
        // An alert that fires again under its id, after it was over, does so since another time.
        String what = alert.text("alert_id") + "\n" + alert.text("state") + "\n" + alert.time("since");
        return new Delivery("alert_" + hash(what), record);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
