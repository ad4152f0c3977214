package dev.turnstile.publishing.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** The ids of events. A key always gives the same one, on every instance and after every restart. */
public final class EventIds {

    /** For a request that is not an item of a batch. */
    public static final int NO_ITEM = -1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private EventIds() {}

    /**
     * The id that follows from a key: a UUID of version 8 (RFC 9562) from SHA-256.
     *
     * @param caller two callers with the same key don't meet
     * @param topic nor do two services
     * @param item the index within a batch, or {@link #NO_ITEM}
     */
    public static String ofKey(String caller, String topic, IdempotencyKey key, int item) {
        MessageDigest digest = sha256();
        for (String part : new String[] {caller, topic, key.value()}) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            // The length goes first: ("ab", "c") is not ("a", "bc").
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, item));
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return uuid(hash.getLong(), 8, hash.getLong());
    }

    /** An id for a request without a key: a UUID of version 7, in the order of time to the millisecond. */
    public static String random(Instant now) {
        byte[] bytes = new byte[10];
        RANDOM.nextBytes(bytes);
        ByteBuffer random = ByteBuffer.wrap(bytes);
        long tail = random.getLong();
        return uuid((now.toEpochMilli() << 16) | (random.getShort() & 0xFFFF), 7, tail);
    }

    private static String uuid(long high, long version, long low) {
        long withVersion = (high & ~0xF000L) | (version << 12);
        long withVariant = (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(withVersion, withVariant).toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
