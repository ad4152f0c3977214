package dev.turnstile.analytics.eventlake;

/**
 * A record on its way into the lake, with the bytes it came with: so rows that wait in a checkpoint can be read by a
 * version that knows more columns.
 *
 * @param offset in the topic's partition
 */
public record LakeRow(String topic, int partition, long offset, byte[] json) {}
