package dev.turnstile.dashboard.feed;

import dev.turnstile.dashboard.json.JsonObject;
import dev.turnstile.dashboard.json.UnreadableRecordException;
import java.util.regex.Pattern;

/** Names of pipelines go into addresses, file names and labels of metrics. */
final class PipelineName {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    private PipelineName() {}

    static String in(JsonObject json) throws UnreadableRecordException {
        return require(json.text("pipeline"));
    }

    static String require(String name) throws UnreadableRecordException {
        if (!NAME.matcher(name).matches()) {
            throw new UnreadableRecordException("not the name of a pipeline: " + name);
        }
        return name;
    }
}
