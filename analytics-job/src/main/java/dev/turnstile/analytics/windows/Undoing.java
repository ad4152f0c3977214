package dev.turnstile.analytics.windows;

/**
 * What a cancellation undoes.
 *
 * @param id of the event that is undone, as {@link Identity} has it
 * @param idHash by which both come to the same task
 * @param amount how much of it; {@link Layout#NONE} for all that is left
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
public record Undoing(byte[] id, long idHash, long amount) {

    public static Undoing of(byte[] id, long amount) {
        return new Undoing(id, Identity.hash(id, id.length), amount);
    }
}
