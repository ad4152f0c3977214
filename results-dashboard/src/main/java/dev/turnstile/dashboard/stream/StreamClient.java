package dev.turnstile.dashboard.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection. Only the writing thread writes, and only what the connection takes without waiting; the container's
 * threads do no more than say that it takes more again, or that it is gone.
 *
 * <p>The container itself ends a connection that takes nothing for as long as its write time-out.
 */
final class StreamClient implements WriteListener, AsyncListener {

    /** In one go, so that one client with much to catch up does not keep the others waiting: half a mebibyte. */
    private static final int MOST_BUFFERS_AT_ONCE = 32;

    private final AsyncContext connection;
    private final ServletOutputStream out;
    private final Cursor cursor;
    private boolean hasUnflushed;
    private volatile boolean isWritable;
    private volatile boolean isGone;
    private volatile boolean wasTooSlow;

    StreamClient(AsyncContext connection, ServletOutputStream out, Cursor cursor) {
        this.connection = connection;
        this.out = out;
        this.cursor = cursor;
    }

    boolean isGone() {
        return isGone;
    }

    /** Whether it is gone because it did not read what it was told, or not fast enough. */
    boolean wasTooSlow() {
        return wasTooSlow;
    }

    @Override
    public void onWritePossible() {
        isWritable = true;
        if (isGone) {
            // It was given up, and then began to read after all.
            end();
        }
    }

    @Override
    public void onError(Throwable cause) {
        wasTooSlow = cause instanceof SocketTimeoutException;
        isGone = true;
    }

    /** Comes after the other one, and is the place to end it: Tomcat would answer with an error page otherwise. */
    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        isGone = true;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it again.
    }

    /**
     * Writes what there is to tell, as far as the connection takes it. To be called by the writing thread only.
     *
     * @return whether there is more to tell and the connection would take it
     */
    boolean write(long nowNanos, Cursor.@Nullable Health health) {
        try {
            for (int i = 0; i < MOST_BUFFERS_AT_ONCE; i++) {
                if (!takesMore()) {
                    return false;
                }
                byte[] bytes = cursor.next(nowNanos, health);
                if (cursor.isLost()) {
                    wasTooSlow = true;
                    end();
                } else if (bytes.length > 0) {
                    out.write(bytes);
                    hasUnflushed = true;
                } else if (hasUnflushed) {
                    out.flush();
                    hasUnflushed = false;
                } else {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            // The usual end: the page was closed. The container cleans up.
            isGone = true;
            return false;
        }
    }

    /** Gives up a connection that takes nothing while too much has happened; the container ends it a little later. */
    void giveUpIfLeftBehind() {
        if (!isGone && !isWritable && cursor.isLeftBehind()) {
            wasTooSlow = true;
            isGone = true;
            if (isWritable) {
                // Since the question above; onWritePossible may not have seen the answer.
                end();
            }
        }
    }

    /** Ends the connection; the client will come back. */
    void end() {
        isGone = true;
        try {
            connection.complete();
        } catch (IllegalStateException e) {
            // Ended from the other side at the same moment, which comes to the same.
            isGone = true;
        }
    }

    private boolean takesMore() {
        if (isGone || !isWritable) {
            return false;
        }
        // Before asking: once the answer is no, the container may call onWritePossible at any moment.
        isWritable = false;
        boolean isReady = out.isReady();
        if (isReady) {
            isWritable = true;
        }
        return isReady;
    }
}
