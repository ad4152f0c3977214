package dev.turnstile.publishing.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnstile.events.Reading;
import dev.turnstile.events.RejectionReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void it_is_written_as_rfc_9457_says() {
        Problem problem = Problem.of(
                List.of(new Reading.Problem("/ticket_count", RejectionReason.OUT_OF_RANGE, "expected 1 to 1000")));

        assertThat(new String(problem.toJson("urn:turnstile:request:7"), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"type\":\"urn:turnstile:problem:invalid-body\",\"title\":\"The body is not what is expected\","
                                + "\"status\":400,\"detail\":\"What is wrong is in 'errors', by JSON Pointer.\","
                                + "\"errors\":[{\"field\":\"/ticket_count\",\"reason\":\"out_of_range\","
                                + "\"detail\":\"expected 1 to 1000\"}],\"instance\":\"urn:turnstile:request:7\"}");
    }

    @Test
    void a_body_that_is_too_large_is_a_problem_of_its_own() {
        assertThat(Problem.of(List.of(new Reading.Problem("", RejectionReason.TOO_LARGE, "at most 65536")))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void types_are_distinct_and_a_status_finds_its_kind() {
        assertThat(Arrays.stream(ProblemKind.values()).map(ProblemKind::type)).doesNotHaveDuplicates();
        assertThat(ProblemKind.ofStatus(404)).isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(ProblemKind.ofStatus(418)).isEqualTo(ProblemKind.BAD_REQUEST);
        assertThat(ProblemKind.ofStatus(599)).isEqualTo(ProblemKind.INTERNAL);
    }
}
