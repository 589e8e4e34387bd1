package org.civikos.membership.input;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.civikos.platform.web.Problem;
import org.civikos.platform.web.ProblemWriter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a caller of the API everything that is wrong with what it sent. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidInputAdvice {

    private final ProblemWriter problems;

    InvalidInputAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler(InvalidInput.class)
    void refuse(InvalidInput invalid, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Problem problem = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "validation");
        // Numbers and dates as text: the message format would group digits and write years as 2,026.
        invalid.faults().forEach(fault -> problem.field("/" + fault.field(), fault.code(),
                fault.arguments().stream().map(String::valueOf).toArray()));
        problems.write(request, response, problem);
    }
}
