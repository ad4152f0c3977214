package dev.turnstile.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobStateTest {

    @ParameterizedTest
    @CsvSource({"RUNNING, 6, 6, true", "RUNNING, 6, 5, false", "RUNNING, 0, 0, false", "RESTARTING, 6, 6, false"})
    void a_job_runs_when_it_has_tasks_and_all_of_them_do(String state, int tasks, int running, boolean isRunning) {
        assertThat(new JobState("orders", state, tasks, running).isRunning()).isEqualTo(isRunning);
    }
}
