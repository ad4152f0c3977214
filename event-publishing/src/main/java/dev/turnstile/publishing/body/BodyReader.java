package dev.turnstile.publishing.body;

import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemException;
import dev.turnstile.publishing.problems.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;

/** Reads a body whole, within a bound of bytes and of time, whatever its headers say. */
final class BodyReader {

    /** From the first byte that is asked for to the last; a body that trickles is not worth a thread for longer. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int FIRST_BYTES = 1024;

    private BodyReader() {}

    static byte[] read(HttpServletRequest request, int mostBytes) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(Problem.of(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Bodies are read without any Content-Encoding only."));
        }
        long announced = request.getContentLengthLong();
        if (announced > mostBytes) {
            throw tooLarge(mostBytes);
        }
        try {
            // One byte more than is expected is asked for, to see that there is none.
            int first = announced < 0 ? FIRST_BYTES : (int) announced + 1;
            return read(request.getInputStream(), new byte[first], mostBytes);
        } catch (SocketTimeoutException e) {
            // Tomcat's own time-out between two packets.
            throw tooSlow();
        } catch (IOException e) {
            throw new ProblemException(Problem.of(ProblemKind.BAD_REQUEST, "The body broke off, or is badly framed."));
        }
    }

    private static byte[] read(InputStream in, byte[] first, int mostBytes) throws IOException {
        long start = System.nanoTime();
        byte[] body = first;
        int length = 0;
        int count;
        while ((count = in.read(body, length, body.length - length)) >= 0) {
            length += count;
            if (length > mostBytes) {
                throw tooLarge(mostBytes);
            }
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw tooSlow();
            }
            if (length == body.length) {
                body = Arrays.copyOf(body, Math.min(2 * length, mostBytes) + 1);
            }
        }
        return Arrays.copyOf(body, length);
    }

    private static ProblemException tooLarge(int mostBytes) {
        return new ProblemException(Problem.of(ProblemKind.TOO_LARGE, "At most " + mostBytes + " bytes are read."));
    }

    private static ProblemException tooSlow() {
        return new ProblemException(Problem.of(
                ProblemKind.REQUEST_TIMEOUT, "The body was not complete within " + LONGEST.toSeconds() + " seconds."));
    }
}
