package dev.turnstile.local.flink;

import java.util.List;

/**
 * Why something failed, as Flink tells it.
 *
 * @param stackTrace with its causes; empty when there was no failure
 */
record Failure(String stackTrace) {

    /**
     * Methods of Flink in which a checkpoint is read: the JobManager reads its metadata, a task its state. What fails
     * anywhere else fails with every checkpoint.
     */
    private static final List<String> RESTORING = List.of(
            "checkpoint.CheckpointCoordinator.restoreSavepoint",
            "checkpoint.Checkpoints.loadAndValidateCheckpoint",
            "StreamTaskStateInitializerImpl.streamOperatorStateContext");

    /** What a job throws at its start; see {@code SettingException} in analytics-job. */
    private static final String SETTING = "SettingException: ";

    /** With which Flink ends a stack trace in an answer. */
    private static final String END = "End of exception on server side>";

    /** The last "Caused by" of the stack trace: the one that says what was really wrong. */
    String reason() {
        return stackTrace
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("... "))
                .filter(line -> !line.equals(END))
                .map(line -> line.replaceFirst("^Caused by: ", ""))
                .reduce((earlier, later) -> later)
                .orElse("no reason given");
    }

    /** The job refuses a setting of its environment, which will be the same the next time. */
    boolean isOfSettings() {
        return reason().contains(SETTING);
    }

    /** What the job says about the setting. */
    String settingRefused() {
        return reason().substring(reason().indexOf(SETTING) + SETTING.length());
    }

    /** The checkpoint that was to be restored cannot be. */
    boolean isOfRestoring() {
        return RESTORING.stream().anyMatch(stackTrace::contains);
    }
}
