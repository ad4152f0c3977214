package dev.turnstile.dashboard.store;

/**
 * Windows of one length in which a pipeline counts.
 *
 * @param name such as {@code 1h}
 * @param isSliding whether they overlap
 */
public record DefinedWindow(String name, boolean isSliding) {}
