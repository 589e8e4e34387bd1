package org.civikos.notification.delivery;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Addresses whose outcome is fixed, to try everything out without writing to anybody: {@code WORD@simulator.invalid}, and numbers
 * that begin with a set prefix and end in a digit. No provider is asked; what follows is the same as in earnest.
 *
 * <table><caption>Outcomes</caption>
 * <tr><td>delivered, 1</td><td>taken, then a receipt that it arrived</td></tr>
 * <tr><td>accepted, 2</td><td>taken, and never heard of again</td></tr>
 * <tr><td>unknown, 3</td><td>refused: nobody there</td></tr>
 * <tr><td>later, 4</td><td>put off each time</td></tr>
 * <tr><td>bounce, 5</td><td>taken, then a receipt that nobody is there</td></tr>
 * <tr><td>full, 6</td><td>taken, then a receipt of a full mailbox, or a telephone that is off</td></tr>
 * <tr><td>complaint, 7</td><td>taken, then called unwanted</td></tr>
 * </table>
 */
public final class Simulator {

    /** No such top-level domain can ever be (RFC 2606). */
    public static final String DOMAIN = "@simulator.invalid";
    private static final String[] WORDS = {"", "delivered", "accepted", "unknown", "later", "bounce", "full", "complaint"};

    /** Numbers that a simulated message is told apart by: the last digit says the outcome. */
    public static final String TEST_NUMBERS = "+3834900000";

    private final @Nullable String prefix;
    private final Predicate<Delivery> always;
    private final Consumer<Receipt> receipts;
    private final Clock clock;

    /**
     * @param prefix of the numbers, in international form; null or blank for none
     * @param receipts gets what is said later; for a message that is not recorded yet, as providers do at times
     */
    public Simulator(@Nullable String prefix, Consumer<Receipt> receipts, Clock clock) {
        this(prefix, _ -> false, receipts, clock);
    }

    /** @param always deliveries of which nothing leaves, whatever their address */
    public Simulator(@Nullable String prefix, Predicate<Delivery> always, Consumer<Receipt> receipts, Clock clock) {
        this.always = always;
        this.prefix = prefix == null || prefix.isBlank() ? null : prefix;
        this.receipts = receipts;
        this.clock = clock;
    }

    private Optional<String> word(Delivery delivery) {
        Optional<String> word = word(delivery.address(), prefix);
        if (word.isPresent() || !always.test(delivery)) {
            return word;
        }
        return word(delivery.address(), TEST_NUMBERS).or(() -> Optional.of(WORDS[1]));
    }

    private static Optional<String> word(@Nullable String address, @Nullable String prefix) {
        if (address == null) {
            return Optional.empty();
        }
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.endsWith(DOMAIN)) {
            // delivered+17@… for many people with one outcome
            return Optional.of(lower.substring(0, lower.length() - DOMAIN.length()).replaceFirst("\\+.*", ""));
        }
        if (prefix != null && lower.startsWith(prefix)) {
            int digit = lower.charAt(lower.length() - 1) - '0';
            return Optional.of(digit > 0 && digit < WORDS.length ? WORDS[digit] : "accepted");
        }
        return Optional.empty();
    }

    /** What becomes of a message to one of these addresses; empty for all others. */
    Optional<Outcome> outcome(Delivery delivery, String provider) {
        return word(delivery).map(word -> switch (word) {
            case "unknown" -> new Outcome.Refused(Reason.ADDRESS_UNKNOWN, "550 5.1.1 simulated: nobody there");
            case "later" -> new Outcome.Postponed(Reason.TRY_LATER, "450 4.2.1 simulated: come back later");
            case "delivered" -> taken(delivery, provider, Receipt.Kind.DELIVERED, null);
            case "bounce" -> taken(delivery, provider, Receipt.Kind.FAILED, Reason.ADDRESS_UNKNOWN);
            case "full" -> taken(delivery, provider, Receipt.Kind.FAILED,
                    delivery.channel() == Channel.SMS ? Reason.PHONE_OFF : Reason.MAILBOX_FULL);
            case "complaint" -> taken(delivery, provider, Receipt.Kind.COMPLAINT, null);
            default -> new Outcome.Accepted(null);
        });
    }

    private Outcome taken(Delivery delivery, String provider, Receipt.Kind kind, @Nullable Reason reason) {
        String words = reason == Reason.ADDRESS_UNKNOWN ? "5.1.1 simulated" : "simulated";
        Thread.ofVirtual().start(() -> receipts.accept(new Receipt(provider, delivery.id(), null, kind, reason, words, clock.instant())));
        return new Outcome.Accepted(null);
    }

    /** The same courier, but for these addresses. */
    public Courier before(Courier real, String provider) {
        return real.handing(delivery -> outcome(delivery, provider).orElseGet(() -> real.hand(delivery)));
    }
}
