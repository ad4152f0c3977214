package dev.turnstile.publishing.body;

import dev.turnstile.publishing.problems.Problem;
import dev.turnstile.publishing.problems.ProblemAnswers;
import dev.turnstile.publishing.problems.ProblemKind;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds the bytes of all batches that are being worked on together, so that they fit the heap. */
final class BatchRoom extends OncePerRequestFilter {

    /** Each byte of a batch is there about four times over: as sent, cut, as events, and on its way to Kafka. */
    private static final int MOST_BYTES = 12 * BatchBody.MOST_BYTES;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Semaphore room = new Semaphore(MOST_BYTES);
    private final ProblemAnswers answers;

    BatchRoom(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().endsWith("/batch");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long announced = request.getContentLengthLong();
        // What is larger than is read at all is turned down before it takes any room.
        int bytes = announced < 0 ? BatchBody.MOST_BYTES : (int) Math.min(announced, BatchBody.MOST_BYTES);
        if (!enter(bytes)) {
            answers.write(
                    Problem.of(ProblemKind.OVERLOADED, "Too many batches at once. Ask again.", LONGEST_WAIT),
                    request,
                    response);
            return;
        }
        Leaving leaving = new Leaving(bytes);
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(leaving);
            } else {
                leaving.leave();
            }
        }
    }

    private boolean enter(int bytes) {
        try {
            return room.tryAcquire(bytes, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the room back once, whichever way the request ends. */
    private final class Leaving implements AsyncListener {

        private final int bytes;
        private final AtomicBoolean isGone = new AtomicBoolean();

        private Leaving(int bytes) {
            this.bytes = bytes;
        }

        private void leave() {
            if (isGone.compareAndSet(false, true)) {
                room.release(bytes);
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            leave();
        }

        @Override
        public void onError(AsyncEvent event) {
            leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            leave();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
