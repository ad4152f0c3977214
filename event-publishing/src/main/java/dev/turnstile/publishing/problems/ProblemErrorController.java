package dev.turnstile.publishing.problems;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for errors that the servlet container found and {@link ProblemAdvice} never saw. */
@Hidden
@RestController
final class ProblemErrorController implements ErrorController {

    private final ProblemAnswers answers;

    ProblemErrorController(ProblemAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    ResponseEntity<byte[]> answer(HttpServletRequest request) {
        // Without a status somebody asked for this very path.
        ProblemKind kind = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? ProblemKind.ofStatus(status)
                : ProblemKind.NOT_FOUND;
        return answers.answer(Problem.of(kind, ProblemAdvice.detail(kind)), request);
    }
}
