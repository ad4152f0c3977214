package dev.turnstile.analytics.eventlake;

import org.jspecify.annotations.Nullable;

/**
 * What a writer tells of one hour: that a file is visible now, or how many rows wait in it.
 *
 * @param hour its start, epoch milliseconds
 * @param file that is visible; null where it is told of waiting rows
 * @param writer the number of the writer's task
 * @param waitingByMinute how many rows wait, by minute of event time; what the same writer told before is void
 */
public record LakeNews(
        String topic, long hour, @Nullable LakeFile file, int writer, long @Nullable [] waitingByMinute) {

    static LakeNews visible(Folder folder, LakeFile file) {
        return new LakeNews(folder.topic(), folder.hour(), file, 0, null);
    }

    static LakeNews waiting(Folder folder, int writer, long[] byMinute) {
        return new LakeNews(folder.topic(), folder.hour(), null, writer, byMinute);
    }

    Folder folder() {
        return new Folder(topic, hour);
    }
}
