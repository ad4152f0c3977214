package dev.turnstile.dashboard.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to the receiver who sent a request, and when: HMAC-SHA256 over the time, a dot and the body, as Stripe signs its
 * webhooks. With the time in it a request that was overheard cannot be sent again later.
 */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** The header's value: {@code t=<seconds since 1970>,v1=<64 hexadecimal digits>}. */
    static String of(byte[] body, String secret, Instant at) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((at.getEpochSecond() + ".").getBytes(UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
