package org.civikos.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What fails outside of Spring MVC, in a filter or in the server itself, answered as a problem as well. */
@Controller
class ProblemErrorController implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorController.class);

    private final ProblemWriter writer;

    ProblemErrorController(ProblemWriter writer) {
        this.writer = writer;
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof AuthenticationServiceException away) {
            LOG.warn("A token could not be checked: {}", away.toString());
            writer.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, "provider-away");
            return;
        }
        if (failure instanceof Throwable cause) {
            if (BodyLimitFilter.isTooLarge(cause)) {
                writer.write(request, response, HttpStatus.CONTENT_TOO_LARGE, "body-too-large");
                return;
            }
            Problem problem = ProblemAdvice.problem(cause, response);
            if (problem.status().is5xxServerError()) {
                LOG.error("{} failed", request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), cause);
            }
            writer.write(request, response, problem);
            return;
        }
        int code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
        HttpStatus status = HttpStatus.resolve(code);
        if (status == null || !status.isError()) {
            status = HttpStatus.NOT_FOUND;
        }
        writer.write(request, response, status, status == HttpStatus.NOT_FOUND ? "not-found" : "http-" + status.value());
    }
}
