package dev.turnstile.dashboard.video;

import dev.turnstile.events.video.Frame;

/**
 * A picture that can be shown: a whole JPEG of the size that was said.
 *
 * @param id by which it is told from others: where it is in the topic
 */
record LiveFrame(String id, Frame frame) {}
