package dev.turnstile.analytics.windows;

import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * How work is spread: {@value #COUNT} shards, one for each of Flink's key groups, which Flink in turn spreads evenly
 * over however many tasks there are. An event's shard comes from the top bits of a hash.
 *
 * <p>Flink would hash a shard's number once more and so give some key groups several shards and others none; hence the
 * keys here are chosen such that key group and shard are the same.
 */
public final class Shards {

    /** Also the job's maximum parallelism. Cannot be changed for a job that has state. */
    static final int COUNT = 128;

    private static final Integer[] KEYS = keys();

    private Shards() {}

    static int of(long hash) {
        return (int) (hash >>> 57);
    }

    /** What Flink is told to key by, for what is told apart by a text: a user, a symbol. */
    public static Integer keyOf(String text) {
        return keyOf(Identity.hash(text));
    }

    /** What Flink is told to key by. */
    static Integer keyOf(long hash) {
        return KEYS[of(hash)];
    }

    public static Integer keyOfShard(int shard) {
        return KEYS[shard];
    }

    /** The shards of one of an operator's tasks. */
    public static Iterable<Integer> ownedBy(TaskInfo task) {
        if (task.getMaxNumberOfParallelSubtasks() != COUNT) {
            throw new IllegalStateException(
                    "maximum parallelism must be " + COUNT + ", is " + task.getMaxNumberOfParallelSubtasks());
        }
        return KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                COUNT, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    }

    private static Integer[] keys() {
        Integer[] keys = new Integer[COUNT];
        int found = 0;
        for (int candidate = 0; found < COUNT; candidate++) {
            int group = KeyGroupRangeAssignment.assignToKeyGroup(candidate, COUNT);
            if (keys[group] == null) {
                keys[group] = candidate;
                found++;
            }
        }
        return keys;
    }
}
