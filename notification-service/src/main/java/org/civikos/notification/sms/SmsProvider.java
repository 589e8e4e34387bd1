package org.civikos.notification.sms;

import org.civikos.notification.delivery.Outcome;

/** Somebody who takes SMS for delivery. */
public interface SmsProvider {

    /** Tries once to hand the message over. A second attempt with the same reference must not make a second message. */
    Outcome send(Sms sms);
}
