package org.civikos.notification.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.civikos.notification.apikey.ApiKey;
import org.civikos.notification.apikey.ApiKeys;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.member.Members;
import org.civikos.notification.member.Organisation;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.message.MessageController.SendBody;
import org.civikos.notification.message.MessageController.ToBody;
import org.civikos.notification.message.MongoMessages.Accepted;
import org.civikos.notification.sms.PlainLetters;
import org.civikos.notification.sms.Segments;
import org.civikos.platform.id.Ids;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Checks what programs want to be sent, member by member, and accepts all of a request or nothing. The accepted request is one
 * document, whose id comes from the key and the Idempotency-Key: coming again after a crash, it is found and not made again.
 */
final class MessageIntake {

    /** The most messages of one request. */
    static final int MOST = 500;
    static final int SUBJECT = 150;
    static final int TEXT = 20_000;
    private static final int ERRORS = 100;
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Set<String> LANGUAGES = Set.of("sq", "sr", "en");

    /** @param again whether it had been accepted before */
    record Answer(Accepted request, boolean again) {}

    /** The request is more than the key may send now. */
    static final class TooMany extends RuntimeException {
        private final transient Duration wait;

        TooMany(Duration wait) {
            super("more than the key may send in a minute", null, false, false);
            this.wait = wait;
        }

        Duration waiting() {
            return wait;
        }
    }

    /** The most messages that a key may send in a day, by channel. */
    record Daily(int email, int sms) {}

    private final MongoMessages messages;
    private final Members members;
    private final ApiKeys keys;
    private final MessageRunner runner;
    private final Daily daily;
    private final Set<String> ownAddresses;
    private final Clock clock;

    MessageIntake(MongoMessages messages, Members members, ApiKeys keys, MessageRunner runner, Daily daily, List<String> ownAddresses, Clock clock) {
        this.ownAddresses = ownAddresses.stream().map(one -> one.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.messages = messages;
        this.members = members;
        this.keys = keys;
        this.runner = runner;
        this.daily = daily;
        this.clock = clock;
    }

    /**
     * @param idempotencyKey the program's name for the request; null if it gave none
     * @param path where a member of the body stands: of a batch its number, else nothing
     * @throws Problem 422 with every member that is wrong, or for an Idempotency-Key that was used for something else
     * @throws TooMany if it is more than the key may send now
     */
    Answer accept(ApiKey key, @Nullable String idempotencyKey, List<SendBody> bodies, boolean batch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String fingerprint = sha256(batch + "\n" + bodies);
        String id = Ids.next();
        for (int generation = 0; idempotencyKey != null; generation++) {
            id = sha256(key.id() + "\n" + idempotencyKey + "\n" + generation);
            Optional<Accepted> before = messages.request(id);
            if (before.isEmpty()) {
                break;
            }
            if (before.get().at().plus(KEPT).isAfter(now)) {
                return again(before.get(), fingerprint);
            }
            // Used a day ago or longer, and free again.
        }
        List<Message> made = check(key, id, bodies, batch, now);
        limits(key, made);
        Accepted request = new Accepted(id, fingerprint, now, made);
        if (!messages.accept(request)) {
            return again(messages.request(id).orElseThrow(), fingerprint);
        }
        messages.spread(request);
        runner.wake(key.id());
        return new Answer(request, false);
    }

    private Answer again(Accepted before, String fingerprint) {
        if (!before.fingerprint().equals(fingerprint)) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused");
        }
        messages.spread(before);
        return new Answer(before, true);
    }

    private void limits(ApiKey key, List<Message> made) {
        if (made.size() > key.perMinute()) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "message-invalid").field("/messages", "more-than-limit", key.perMinute());
        }
        if (made.size() > 1) {
            // The request itself has been counted as one.
            keys.take(key, made.size() - 1).ifPresent(wait -> {
                throw new TooMany(wait);
            });
        }
        for (Channel channel : Channel.values()) {
            int number = (int) made.stream().filter(one -> one.channels().contains(channel)).count();
            if (number > 0) {
                keys.takeToday(key, channel.code(), number, channel == Channel.EMAIL ? daily.email() : daily.sms()).ifPresent(wait -> {
                    throw new TooMany(wait);
                });
            }
        }
    }

    private List<Message> check(ApiKey key, String requestId, List<SendBody> bodies, boolean batch, Instant now) {
        Problem wrong = Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "message-invalid");
        if (bodies.isEmpty() || bodies.size() > MOST) {
            throw wrong.field("/messages", "batch-size", MOST);
        }
        Map<String, Organisation> organisations = bodies.stream().anyMatch(MessageIntake::needsOrganisations) ? members.organisations() : Map.of();
        List<Message> made = new ArrayList<>(bodies.size());
        for (int i = 0; i < bodies.size() && wrong.fields().size() < ERRORS; i++) {
            String at = batch ? "/messages/" + i : "";
            SendBody body = bodies.get(i);
            if (body == null) {
                wrong.field(at, "required");
                continue;
            }
            Recipient to = to(key, body.to(), organisations, at + "/to", wrong);
            List<Channel> channels = channels(body.channels(), to, at + "/channels", wrong);
            String subject = oneLine(body.subject());
            String text = clean(body.text());
            filled(subject, SUBJECT, at + "/subject", wrong);
            filled(text, TEXT, at + "/text", wrong);
            String sms = channels.contains(Channel.SMS) || body.sms() != null ? sms(body, text, at, wrong) : null;
            String language = body.language();
            if (language != null && !LANGUAGES.contains(language)) {
                wrong.field(at + "/language", "unknown-language");
            }
            boolean critical = Boolean.TRUE.equals(body.critical());
            if (critical && !key.may(ApiKey.Scope.CRITICAL)) {
                wrong.field(at + "/critical", "critical-not-allowed");
            }
            String reference = body.reference() == null ? null : oneLine(body.reference());
            if (reference != null && (reference.isEmpty() || reference.length() > 100)) {
                wrong.field(at + "/reference", "reference-length");
            }
            if (wrong.fields().isEmpty() && to != null) {
                made.add(new Message(requestId + "\n" + i, key.id(), key.name(), key.type(), key.people(), reference, to, channels, language,
                        subject, text, sms, critical, now));
            }
        }
        if (!wrong.fields().isEmpty()) {
            throw wrong;
        }
        return made;
    }

    private static boolean needsOrganisations(@Nullable SendBody body) {
        return body != null && body.to() != null && (body.to().organisation() != null || body.to().field() != null);
    }

    private @Nullable Recipient to(ApiKey key, @Nullable ToBody to, Map<String, Organisation> organisations, String at, Problem wrong) {
        if (to == null || to.given().size() != 1) {
            wrong.field(at, "to-one-of");
            return null;
        }
        Recipient.Kind kind = to.given().keySet().iterator().next();
        String value = to.given().get(kind).strip();
        String place = at + "/" + kind.code();
        if (value.length() > 320) {
            wrong.field(place, "invalid");
            return null;
        }
        if (kind.bare() && !key.may(ApiKey.Scope.ADDRESSES)) {
            wrong.field(place, "addresses-not-allowed");
            return null;
        }
        String problem = switch (kind) {
            case PERSON -> members.contact(value).isPresent() ? null : "unknown-person";
            case ORGANISATION -> organisations.containsKey(value) ? null : "unknown-organisation";
            case FIELD -> organisations.values().stream().anyMatch(one -> one.fields().contains(value)) ? null : "field-without-members";
            case EMAIL -> !value.matches("[^@\\s\\p{Cntrl}<>,;\"]+@[^@\\s\\p{Cntrl}<>,;\"]+") ? "not-an-address"
                    : ownAddresses.contains(value.toLowerCase(Locale.ROOT)) ? "own-address" : null;
            case PHONE -> PhoneNumbers.international(value).isEmpty() ? "not-a-number" : PhoneNumbers.costly(value) ? "costly-number" : null;
        };
        if (problem != null) {
            wrong.field(place, problem);
            return null;
        }
        return new Recipient(kind, kind == Recipient.Kind.PHONE ? PhoneNumbers.international(value).orElseThrow() : value);
    }

    private static List<Channel> channels(@Nullable List<String> words, @Nullable Recipient to, String at, Problem wrong) {
        if (words == null || words.isEmpty()) {
            return List.of(to != null && to.kind() == Recipient.Kind.PHONE ? Channel.SMS : Channel.EMAIL);
        }
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < words.size() && i < 10; i++) {
            try {
                Channel channel = Channel.of(String.valueOf(words.get(i)));
                if (to != null && to.kind().bare() && (to.kind() == Recipient.Kind.PHONE) != (channel == Channel.SMS)) {
                    wrong.field(at + "/" + i, "channel-without-address");
                } else if (!channels.contains(channel)) {
                    channels.add(channel);
                }
            } catch (IllegalArgumentException e) {
                wrong.field(at + "/" + i, "unknown-channel");
            }
        }
        return channels;
    }

    /** One segment in plain letters: what it costs is known, and a letter such as ë cannot double it. */
    private static @Nullable String sms(SendBody body, String text, String at, Problem wrong) {
        String plain = PlainLetters.of(body.sms() == null ? text : clean(body.sms())).strip();
        if (plain.isEmpty() || Segments.of(plain).segments() > 1) {
            wrong.field(at + "/sms", plain.isEmpty() ? "required" : "sms-too-long", plain.length());
        }
        return plain;
    }

    private static void filled(String value, int most, String at, Problem wrong) {
        if (value.isEmpty()) {
            wrong.field(at, "required");
        } else if (value.length() > most) {
            wrong.field(at, "text-too-long", most);
        }
    }

    static String oneLine(@Nullable String given) {
        return clean(given).replaceAll("\\s+", " ").strip();
    }

    /**
     * Plain text without what could pass for something else: controls (which would end a header), private-use characters (our own
     * gaps), and marks that turn the direction of what follows.
     */
    static String clean(@Nullable String given) {
        if (given == null) {
            return "";
        }
        StringBuilder clean = new StringBuilder(given.length());
        Normalizer.normalize(given.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC).codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean turning = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
            if (c == '\n' || c == '\t') {
                clean.appendCodePoint(c);
            } else if (!Character.isISOControl(c) && type != Character.PRIVATE_USE && type != Character.SURROGATE && type != Character.UNASSIGNED && !turning) {
                clean.appendCodePoint(c == 0x2028 || c == 0x2029 ? '\n' : c);
            }
        });
        return clean.toString().strip();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The word of a language, in small letters; for messages of our own. */
    static String language(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(small) ? small : "sq";
    }
}
