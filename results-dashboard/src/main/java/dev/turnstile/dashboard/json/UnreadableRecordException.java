package dev.turnstile.dashboard.json;

/** Says what was expected of a record and what came. */
public final class UnreadableRecordException extends Exception {

    private static final int MOST_CHARACTERS = 200;

    public UnreadableRecordException(String message) {
        super(forLog(message));
    }

    /** Parts of it may come from the record, and it goes into a line of a log. */
    private static String forLog(String message) {
        String start = message.substring(0, Math.min(message.length(), MOST_CHARACTERS));
        return start.replaceAll("\\p{Cntrl}", "?");
    }
}
