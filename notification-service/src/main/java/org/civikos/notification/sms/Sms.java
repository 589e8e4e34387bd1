package org.civikos.notification.sms;

/**
 * One short message.
 *
 * @param to international form
 * @param text at most {@link #SEGMENT} letters of the base alphabet, or with others what {@link SmsWriter} allows
 * @param reference the same for every attempt, so that the provider can tell a repetition
 */
public record Sms(String to, String text, String reference) {

    /** Letters in a message that goes out, and is paid for, as one. */
    public static final int SEGMENT = 160;
}
