package dev.turnstile.images;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the process in the same container whether it is well: exit code 0 when it answers with status 200, 1 when not.
 *
 * <p>For images without a shell and without curl. The one argument is the address to ask; {@code HEALTH_CHECK_URL} comes
 * before it, where ports are others. Takes at most two times two seconds.
 */
public final class HealthCheck {

    private static final int LONGEST_WAIT_MILLISECONDS = 2_000;

    private HealthCheck() {}

    public static void main(String[] arguments) {
        String problem = problemAt(address(arguments, System.getenv()));
        if (problem != null) {
            System.err.println(problem);
            System.exit(1);
        }
    }

    static String address(String[] arguments, Map<String, String> environment) {
        String address = environment.getOrDefault("HEALTH_CHECK_URL", arguments.length == 1 ? arguments[0] : "");
        if (address.isBlank()) {
            throw new IllegalArgumentException("Expected one argument, the address to ask, such as"
                    + " http://127.0.0.1:9191/actuator/health/readiness");
        }
        return address;
    }

    /** Null if there is none. Not java.net.http: a JVM that lives for one question starts twice as fast without. */
    static @Nullable String problemAt(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(LONGEST_WAIT_MILLISECONDS);
            connection.setReadTimeout(LONGEST_WAIT_MILLISECONDS);
            int status = connection.getResponseCode();
            return status == HttpURLConnection.HTTP_OK ? null : address + " answers with status " + status;
        } catch (IOException e) {
            return address + " does not answer: " + e;
        }
    }
}
