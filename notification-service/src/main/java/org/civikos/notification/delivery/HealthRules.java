package org.civikos.notification.delivery;

import java.time.Duration;

/**
 * When weight moves from one provider to the others, and when it comes back. The rule is that of GOV.UK Notify (a share of
 * failed or slow messages in a window; if all are bad, nothing moves), with shorter pauses so that a provider is all but
 * left within a minute and has its share again within half an hour.
 *
 * @param window over which providers are judged
 * @param fewest calls in the window, or messages whose receipt is due, that allow a judgement
 * @param share of failed or slow calls, or of messages without a receipt in time, from which a provider is unwell, in percent
 * @param slow a handing over that takes longer is slow
 * @param slowReceipt what became of a message has to be known this long after the provider took it
 * @param receiptWindow over which that is judged: of messages that are older than {@code slowReceipt} by at most so much
 * @param step percent of all weight that is taken from an unwell provider at a time
 * @param stepPause between two such steps
 * @param quiet how long nothing must have been amiss before weight drifts back
 * @param backStep percent of all weight that comes back at a time
 * @param backPause between two such steps
 * @param floor percent of all weight that an unwell provider keeps, so that its recovery can be seen
 */
public record HealthRules(
        Duration window, int fewest, int share, Duration slow, Duration slowReceipt, Duration receiptWindow, int step, Duration stepPause, Duration quiet,
        int backStep, Duration backPause, int floor) {

    public static final HealthRules DEFAULT = new HealthRules(Duration.ofMinutes(1), 10, 15, Duration.ofSeconds(5),
            Duration.ofMinutes(5), Duration.ofMinutes(10), 25, Duration.ofSeconds(10), Duration.ofMinutes(5), 10, Duration.ofMinutes(2), 2);

    public HealthRules {
        if (fewest < 1 || share < 1 || share > 100 || step < 1 || backStep < 1 || floor < 1 || window.toMillis() < 12
                || receiptWindow.compareTo(Duration.ofMinutes(2)) < 0) {
            throw new IllegalArgumentException("Rules of health out of range");
        }
    }
}
