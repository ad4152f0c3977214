package dev.turnstile.local.flink;

/**
 * Where a job stands, as Flink says it; a job runs when all its tasks do. While it is initialized, Flink knows no tasks of
 * it yet and says that it is running.
 *
 * @param name that of its pipeline
 */
record JobState(String name, String state, int tasks, int runningTasks) {

    boolean isRunning() {
        return state.equals("RUNNING") && tasks > 0 && tasks == runningTasks;
    }

    /** It has failed, and Flink is about to start it again. */
    boolean isRestarting() {
        return state.equals("RESTARTING");
    }

    /** It will not go on by itself. */
    boolean hasEnded() {
        return state.equals("FAILED") || hasEndedAsAsked();
    }

    /** Somebody ended it: no job of ours does that by itself. */
    boolean hasEndedAsAsked() {
        return state.equals("CANCELED") || isStoppedWithSavepoint();
    }

    /** What it reads has no end, so nothing else finishes it. */
    boolean isStoppedWithSavepoint() {
        return state.equals("FINISHED");
    }
}
