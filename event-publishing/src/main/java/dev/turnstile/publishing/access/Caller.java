package dev.turnstile.publishing.access;

import jakarta.servlet.http.HttpServletRequest;

/** Who sends a request: the name of an API key, or nobody in particular when none are set. */
public final class Caller {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Not the address: a retry that comes from another one is the same caller's. */
    private static final String ANYONE = "anyone";

    private Caller() {}

    /** To whom an Idempotency-Key belongs. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String name ? name : ANYONE;
    }

    /** Whose rate is limited: the caller's, or the address's when nobody says who they are. */
    static String rateOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String name ? name : "@" + request.getRemoteAddr();
    }

    static void set(HttpServletRequest request, String name) {
        request.setAttribute(ATTRIBUTE, name);
    }
}
