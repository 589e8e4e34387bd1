package org.civikos.notification.receipt;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.delivery.Receipt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Amazon SES tells over SNS of mails that were handed to it: notifications of an identity, and events of a configuration set, by its
 * Developer Guide ("Amazon SNS notification contents for Amazon SES", "Contents of event data"). SES puts a Message-ID of its own into each
 * mail; ours is among the original headers, which it tells of only where that is switched on. The first message on a topic asks whether we
 * want the rest, and is confirmed for topics that are set.
 */
public final class AmazonSes implements CallbackReader {

    private static final Logger log = LoggerFactory.getLogger(AmazonSes.class);

    private final String provider;
    private final SnsMessages messages;
    private final JsonMapper json;
    private final Clock clock;

    /**
     * @param provider the name of the relay
     * @param topics ARNs of the topics on which it tells
     * @throws IllegalArgumentException if there is none, or one is no ARN of a topic
     */
    public AmazonSes(String provider, List<String> topics, JsonMapper json, Clock clock) {
        this(provider, topics, SnsMessages.overHttps(), json, clock);
    }

    AmazonSes(String provider, List<String> topics, SnsMessages.Web web, JsonMapper json, Clock clock) {
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("Amazon SES needs the topics on which it tells what became of mails");
        }
        this.provider = provider;
        this.messages = new SnsMessages(topics, web, clock);
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean authentic(Call call) {
        try {
            return messages.authentic(json.readTree(call.body()));
        } catch (JacksonException e) {
            return false;
        }
    }

    @Override
    public Said read(Call call) {
        JsonNode message = parse(call.body());
        switch (String.valueOf(SnsMessages.text(message, "Type"))) {
            case "SubscriptionConfirmation" -> {
                messages.confirm(message);
                log.info("The topic {} of {} is confirmed: it tells what becomes of mails from now on", message.path("TopicArn"), provider);
                return new Said(List.of(), List.of());
            }
            case "UnsubscribeConfirmation" -> {
                log.warn("The topic {} of {} has ended: nothing is told of mails any more", message.path("TopicArn"), provider);
                return new Said(List.of(), List.of());
            }
            case "Notification" -> {
                return new Said(receipt(parse(String.valueOf(SnsMessages.text(message, "Message")).getBytes(StandardCharsets.UTF_8)))
                        .map(List::of).orElse(List.of()), List.of());
            }
            default -> throw new IllegalArgumentException("A message of an unknown type");
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Not JSON", e);
        }
    }

    private Optional<Receipt> receipt(JsonNode said) {
        String type = Stream.of("notificationType", "eventType").map(name -> SnsMessages.text(said, name)).filter(one -> one != null).findFirst().orElse(null);
        if (type == null) {
            // Such as the words by which SES tries out a topic that was just set.
            log.info("{} says something that is about no mail", provider);
            return Optional.empty();
        }
        return switch (type) {
            case "Bounce" -> Optional.of(bounce(said));
            case "Complaint" -> complaint(said);
            case "Delivery" -> Optional.of(of(said, Receipt.Kind.DELIVERED, null, SnsMessages.text(said.path("delivery"), "smtpResponse"), said.path("delivery")));
            case "DeliveryDelay" -> Optional.of(of(said, Receipt.Kind.DELAYED, Reason.DELAYED, words(SnsMessages.text(said.path("deliveryDelay"), "delayType"),
                    said.path("deliveryDelay").path("delayedRecipients")), said.path("deliveryDelay")));
            case "Reject" -> Optional.of(of(said, Receipt.Kind.FAILED, Reason.POLICY, SnsMessages.text(said.path("reject"), "reason"), said.path("mail")));
            // Opens and clicks are of nobody's concern here, and that it was sent is known from the handing over.
            default -> Optional.empty();
        };
    }

    private Receipt bounce(JsonNode said) {
        JsonNode bounce = said.path("bounce");
        JsonNode recipient = bounce.path("bouncedRecipients").path(0);
        String subType = String.valueOf(SnsMessages.text(bounce, "bounceSubType"));
        String words = words(SnsMessages.text(bounce, "bounceType") + "/" + subType, bounce.path("bouncedRecipients"));
        String status = SnsMessages.text(recipient, "status");
        Reason reason = switch (subType) {
            // Of what it did not even try, since the address had bounced before, there is no word of a server.
            case "NoEmail", "Suppressed", "OnAccountSuppressionList" -> Reason.ADDRESS_UNKNOWN;
            case "MailboxFull" -> Reason.MAILBOX_FULL;
            case "MessageTooLarge", "ContentRejected", "AttachmentRejected" -> Reason.POLICY;
            default -> status != null ? Reports.reason(status, words)
                    : "Permanent".equals(SnsMessages.text(bounce, "bounceType")) ? Reason.ADDRESS_UNKNOWN
                    : "Transient".equals(SnsMessages.text(bounce, "bounceType")) ? Reason.TRY_LATER : Reason.REFUSED;
        };
        return of(said, Receipt.Kind.FAILED, reason, words, bounce);
    }

    private Optional<Receipt> complaint(JsonNode said) {
        String type = SnsMessages.text(said.path("complaint"), "complaintFeedbackType");
        // That somebody took it out of their junk again.
        return "not-spam".equals(type) ? Optional.empty()
                : Optional.of(of(said, Receipt.Kind.COMPLAINT, null, type == null ? "complaint" : type, said.path("complaint")));
    }

    private Receipt of(JsonNode said, Receipt.Kind kind, @Nullable Reason reason, @Nullable String words, JsonNode dated) {
        String reference = JsonCallbacks.ours(messageId(said.path("mail")));
        if (reference == null) {
            throw new IllegalArgumentException("The original headers are not in it, so nobody can tell which mail it is about; SES has to be set to include them");
        }
        return new Receipt(provider, reference, null, kind, reason, words, JsonCallbacks.moment(SnsMessages.text(dated, "timestamp"), clock.instant()));
    }

    private static @Nullable String messageId(JsonNode mail) {
        String common = SnsMessages.text(mail.path("commonHeaders"), "messageId");
        if (common != null) {
            return common;
        }
        for (JsonNode header : mail.path("headers")) {
            if ("Message-ID".equalsIgnoreCase(SnsMessages.text(header, "name"))) {
                return SnsMessages.text(header, "value");
            }
        }
        return null;
    }

    private static String words(@Nullable String first, JsonNode recipients) {
        List<String> words = new ArrayList<>();
        words.add(first);
        words.add(SnsMessages.text(recipients.path(0), "status"));
        words.add(SnsMessages.text(recipients.path(0), "diagnosticCode"));
        return words.stream().filter(one -> one != null).collect(Collectors.joining(" "));
    }
}
