package org.civikos.notification.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.civikos.notification.delivery.Simulator;
import org.civikos.notification.mail.SmtpSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code civikos}, beside the platform's own.
 *
 * @param publicUrl where people reach the system
 * @param linkSecret signs the links that stop mails
 * @param trial nothing leaves but to named people
 * @param bounces where reports of mail servers are read
 * @param publicSubscriptions limits against mail bombing
 */
@Validated
@ConfigurationProperties("civikos")
record NotificationProperties(
        @NotBlank String publicUrl, @NotBlank String linkSecret, Mail mail, Sms sms, Work delivery,
        @DefaultValue Trial trial, @DefaultValue Bounces bounces, @DefaultValue PublicSubscriptions publicSubscriptions) {


    /**
     * How many mails people outside the network can have sent by asking for them, to confirm a subscription or for a link.
     *
     * @param perNetworkPerHour from one IPv4 address, or one /64 network of IPv6
     * @param perHour in all
     * @param previewsPerNetworkPerHour how often it may be asked what a subscription would have brought, which sends nothing
     */
    record PublicSubscriptions(
            @DefaultValue("3") int perAddressPerDay, @DefaultValue("20") int perNetworkPerHour, @DefaultValue("500") int perHour,
            @DefaultValue("240") int previewsPerNetworkPerHour) {}

    /**
     * Trial mode, in which nothing leaves but to named people.
     *
     * @param people their e-mail addresses and telephone numbers
     */
    record Trial(@DefaultValue("false") boolean enabled, @DefaultValue List<String> people) {}

    /**
     * The mailbox to which mail servers send what could not be delivered; not read if no host is given.
     *
     * @param pause between two looks
     */
    record Bounces(
            @Nullable String host, @DefaultValue("993") int port, @DefaultValue("") String username, @DefaultValue("") String password,
            @DefaultValue("true") boolean tls, @DefaultValue("INBOX") String folder, @DefaultValue("1m") Duration pause,
            @DefaultValue("20s") Duration timeout, @DefaultValue("2s") Duration sweep) {}


    /**
     * The mail relay, and further ones beside it.
     *
     * @param name of the first relay, in records and on pages
     * @param weight its share beside the others
     * @param relays further relays
     * @param returnPath where mail servers send what they cannot deliver; null for {@code from}. With {@code {id}} in it, as in
     *     bounces+{id}@example.org, each mail has an address of its own: the mailbox has to take all that begins so
     * @param dkim signs mails here; null if the relay does
     * @param webhooks by the name of a relay, how it tells by HTTP what became of mails
     * @param ses by the name of a relay that is Amazon SES, on which topics of SNS it tells what became of mails
     * @param from the sender's address
     * @param startTls whether to go over to TLS where the relay offers it, and to insist on it if {@code requireTls}
     * @param tlsFromStart TLS from the first byte on, as on port 465; the other two say nothing then
     * @param tlsBundle the name of the bundle under {@code spring.ssl.bundle} by whose certificates the relay's is checked; null for those that Java brings
     * @param connections how many are kept at a time with each relay
     * @param perSecond the most mails a second that the relay is to get, from all instances together
     * @param limit the longest that handing over one mail may take
     */
    record Mail(
            @NotBlank String host, int port, @DefaultValue("alerts@civikos.example.org") String from, @Nullable String username,
            @Nullable String password, @DefaultValue("true") boolean startTls, @DefaultValue("false") boolean requireTls,
            @DefaultValue("4") int connections, @DefaultValue("5000") int perSecond, @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("20s") Duration answerTimeout, @DefaultValue("60s") Duration limit, @DefaultValue("smtp") String name,
            @DefaultValue("50") int weight, @DefaultValue List<Relay> relays, @Nullable String returnPath, @Nullable Signing dkim,
            @DefaultValue Map<String, Reports> webhooks, @DefaultValue Map<String, Ses> ses, @DefaultValue("false") boolean tlsFromStart, @Nullable String tlsBundle) {

        /** Whether a relay tells what became of mails. */
        boolean tells(String relay) {
            return webhooks.containsKey(relay) || ses.containsKey(relay);
        }
    }

    /**
     * Amazon SES as a relay.
     *
     * @param topics ARNs of the SNS topics for bounces, complaints and deliveries, with the original headers included
     */
    record Ses(@NotEmpty List<String> topics) {}

    /**
     * Signing by DKIM here; none if the relay signs.
     *
     * @param keyFile an RSA key, PKCS #8 (PEM)
     */
    record Signing(@NotBlank String selector, @NotBlank String keyFile, @Nullable String domain) {}

    /** A further relay; the members are those of the first one. */
    record Relay(
            @NotBlank String name, @NotBlank String host, int port, @Nullable String username, @Nullable String password,
            @DefaultValue("true") boolean startTls, @DefaultValue("false") boolean requireTls, @DefaultValue("50") int weight,
            @DefaultValue("5000") int perSecond, @DefaultValue("false") boolean tlsFromStart, @Nullable String tlsBundle) {

        SmtpSettings.Tls tls() {
            return tlsFromStart ? SmtpSettings.Tls.FROM_START : requireTls ? SmtpSettings.Tls.REQUIRED : startTls ? SmtpSettings.Tls.OPTIONAL : SmtpSettings.Tls.NONE;
        }
    }

    /**
     * The SMS provider.
     *
     * @param sender what the receiver sees, at most 11 letters
     * @param requests how many at a time
     * @param perSecond the most messages a second that the provider is to get, from all instances together
     * @param limit the longest that handing over one message may take
     * @param countries whose numbers get SMS, by ISO code
     * @param price of one segment in euro; null if nobody has said it
     * @param monthlyBudget in euro; nothing is sent beyond it; null for no limit
     * @param perNumberPerHour the most messages to one number in an hour, and {@code perHour} to all; a message counts once, however often
     *     it is tried
     * @param urgentPerHour the most urgent messages to all numbers in an hour: they are counted apart, so that no flood holds one back
     * @param receipts how the provider tells what became of messages; null if it does not
     * @param weight its share beside the others; 0 leaves it out
     * @param providers further providers
     * @param simulatorPrefix numbers that begin so reach nobody and have a fixed outcome, see {@code Simulator}; blank for none. The usual
     *     ones are the first of a block, which no network gives to anybody
     */
    record Sms(
            URI url, @NotBlank String apiKey, @DefaultValue("CiviKos") String sender, @DefaultValue("4") int requests,
            @DefaultValue("100") int perSecond, @DefaultValue("10s") Duration limit,
            @DefaultValue({"XK", "AL", "RS", "ME", "MK"}) List<String> countries, @Nullable BigDecimal price,
            @Nullable BigDecimal monthlyBudget, @DefaultValue("10") int perNumberPerHour, @DefaultValue("5000") int perHour,
            @DefaultValue("5000") int urgentPerHour,
            @Nullable Reports receipts, @DefaultValue("50") int weight, @DefaultValue List<Route> providers,
            @DefaultValue(Simulator.TEST_NUMBERS) String simulatorPrefix) {}

    /** The protocol of a further SMS provider. */
    enum Kind {
        JSON,
        TWILIO,
        SMPP
    }

    /**
     * A further SMS provider.
     *
     * @param url of the JSON provider, or of Twilio's API
     * @param headers of the JSON provider; keys go here
     * @param body of the JSON provider, with {to}, {text}, {reference} and {sender}
     * @param idPath where its own id stands in its answer
     * @param knowsRepetition whether it makes no second message of a repeated reference
     * @param username account SID at Twilio, system id by SMPP
     * @param password auth token at Twilio, password by SMPP
     * @param receipts of the JSON provider; the other two tell by themselves
     */
    record Route(
            @NotBlank String name, Kind kind, @DefaultValue("50") int weight, @DefaultValue("100") int perSecond, @Nullable URI url,
            @DefaultValue Map<String, String> headers, @DefaultValue("") String body, @DefaultValue("/id") String idPath,
            @DefaultValue("false") boolean knowsRepetition, @DefaultValue("CiviKos") String sender, @DefaultValue("") String username,
            @DefaultValue("") String password, @DefaultValue("") String host, @DefaultValue("2775") int port, @Nullable Reports receipts) {}

    /**
     * How a provider tells what became of messages; see {@code JsonCallbacks.Shape}.
     *
     * @param words the provider's words and what they mean
     */
    record Reports(
            @NotBlank String secret, @Nullable String signatureHeader, @DefaultValue("") String list, @Nullable String reference,
            @Nullable String id, @DefaultValue("/status") String status, @Nullable String detail, @Nullable String at,
            @Nullable String from, @Nullable String text, @DefaultValue Map<String, String> words) {}

    /**
     * How the work is done.
     *
     * @param lease how long a part stays taken without a sign of life
     * @param sweep pause between looks for work that nobody does
     * @param unrecorded the most results that may be unwritten at a time, per channel: the most mails a crash can double where they are not noted
     * @param notes folder in which they are noted, of this instance alone: its next start knows what was handed over; empty for none
     * @param attempts the most attempts for one message
     * @param firstPause after the first attempt; doubles with each further one
     * @param longestPause between two attempts
     * @param smsFallback whether whom a mail failed to reach gets an SMS instead
     * @param circuitPause how long a provider is left alone after its circuit breaker opened
     */
    record Work(
            @DefaultValue("12s") Duration lease, @DefaultValue("3s") Duration sweep, @DefaultValue("64") int unrecorded,
            @DefaultValue("") String notes, @DefaultValue("10") int attempts, @DefaultValue("30s") Duration firstPause, @DefaultValue("30m") Duration longestPause,
            @DefaultValue("false") boolean smsFallback, @DefaultValue("5s") Duration circuitPause, @DefaultValue Judgement judgement) {}

    /**
     * When a provider is judged to be unwell, and how weight moves then; see {@code HealthRules}.
     *
     * @param slow a handing over that takes longer is slow
     */
    record Judgement(
            @DefaultValue("1m") Duration window, @DefaultValue("10") int fewest, @DefaultValue("15") int share,
            @DefaultValue("5s") Duration slow, @DefaultValue("5m") Duration slowReceipt, @DefaultValue("10m") Duration receiptWindow,
            @DefaultValue("10s") Duration stepPause,
            @DefaultValue("5m") Duration quiet, @DefaultValue("2m") Duration backPause) {}
}
