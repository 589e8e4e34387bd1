package org.civikos.notification.delivery;

import java.util.Locale;

/** Why a delivery has not (yet) been handed over; each has plain words for staff under {@code delivery.reason.*}. */
public enum Reason {
    /** The person has no address for this channel. */
    NO_ADDRESS,
    /** The address cannot be one, for example a number that no network would take. */
    ADDRESS_INVALID,
    /** The person has switched this channel off. */
    UNSUBSCRIBED,
    /** The person is told in a daily or weekly summary. */
    IN_DIGEST,
    /** The person reads it in the inbox and asked for no message. */
    INBOX_ONLY,
    /** The person's organisation has answered meanwhile. */
    ANSWERED,
    /** The deadline of which it reminds was moved (or moved back, where that is what it tells), or the consultation closed. */
    SUPERSEDED,
    /** The person's data were erased. */
    ERASED,
    /** The other side says that there is nobody at this address. */
    ADDRESS_UNKNOWN,
    /** The mailbox is full. */
    MAILBOX_FULL,
    /** The other side refuses for good, for another reason. */
    REFUSED,
    /** The other side asks to come again later. */
    TRY_LATER,
    /** The connection broke while the message was on its way. */
    INTERRUPTED,
    /** A provider may have taken the message and cannot be asked any more; another one would make a second message of it. */
    IN_DOUBT,
    /** The provider cannot be reached or refuses everything; does not count as an attempt. */
    PROVIDER_UNAVAILABLE,
    /** The provider took it and has not said for three days what became of it. */
    NO_RECEIPT,
    /** The provider is still trying to deliver it. */
    DELAYED,
    /** The telephone is off or out of reach. */
    PHONE_OFF,
    /** The receiving side takes no mail from our domain or of this kind; nothing is wrong with the address. */
    POLICY,
    /** The address is on the list of those to whom nothing is sent. */
    SUPPRESSED,
    /** Trial mode: nothing leaves but to named people. */
    TRIAL,
    /** The program's key reaches only the secretariat and the people it names. */
    TEAM_ONLY,
    /** Numbers of this country get no SMS. */
    COUNTRY_NOT_ALLOWED,
    /** The month's money for SMS is spent. */
    BUDGET_SPENT,
    /** The number has had too many messages of late. */
    TOO_MANY,
    /** The deadline passed before the message could be handed over. */
    DEADLINE_PASSED,
    /** The message could not be written; a fault of ours. */
    NOT_RENDERED;

    /** The word used in records and for the key of the plain words. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is what the other side says of a recipient or a message, and not a finding of our own. */
    boolean answered() {
        return switch (this) {
            case ADDRESS_UNKNOWN, MAILBOX_FULL, REFUSED, TRY_LATER, POLICY -> true;
            default -> false;
        };
    }

    /** Whether the person will know all the same, by their own choice of way or time. */
    public boolean toldOtherwise() {
        return this == IN_DIGEST || this == INBOX_ONLY;
    }

    /** @throws IllegalArgumentException if the word is not a reason */
    public static Reason of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
