package org.civikos.notification.alert;

import org.civikos.notification.delivery.Resend;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sends an alert anew to those whom it failed to reach. */
@RestController
@RequestMapping("/api/alerts")
class ResendController {

    /** @param opened how many failed deliveries are on their way again; none if nothing has failed, so asking twice does no harm */
    record Opened(int opened) {}

    private final AggregateStore<Alert> alerts;
    private final Resend resend;

    ResendController(AggregateStore<Alert> alerts, Resend resend) {
        this.alerts = alerts;
        this.resend = resend;
    }

    @PostMapping("/{id}/resend")
    ResponseEntity<Opened> resend(@PathVariable String id) {
        Alert alert = alerts.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-alert")).state();
        if (!alert.completed()) {
            throw Problem.of(HttpStatus.CONFLICT, "alert-not-completed");
        }
        return ResponseEntity.accepted().body(new Opened(resend.failed(id)));
    }
}
