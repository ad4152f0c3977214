package dev.turnstile.publishing.settings;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says in one line on standard error why the service does not start: a bad setting, a taken port. */
final class OneLineReporter implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction() == null ? "" : " " + analysis.getAction();
        System.err.println("Cannot start: "
                + (analysis.getDescription() + action).replaceAll("\\s+", " ").strip());
    }
}
