package dev.turnstile.publishing.body;

/** A request for one event, as far as it is the same for every service; a controller takes it as its parameter. */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
public record Submission(Exchange exchange, Sender sender, byte[] body) {}
