package dev.turnstile.local;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@code up} was asked for.
 *
 * @param eventsPerSecond sample traffic; 0 for none
 */
record UpOptions(int portOffset, int eventsPerSecond, List<String> pipelines, Path dataDirectory, boolean fresh) {}
