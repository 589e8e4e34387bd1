package org.civikos.notification.message;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.civikos.notification.apikey.ApiKey;
import org.civikos.notification.apikey.ApiKeys;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.MongoDeliveries;
import org.civikos.notification.delivery.Reason;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.civikos.platform.web.ProblemWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages that programs send with a key, and what became of them: each key sees its own, the secretariat all. */
@RestController
@RequestMapping("/api/messages")
class MessageController {

    private static final int RECIPIENTS = 50;
    private static final String KEY_HELP = "Names the request, so that it can be repeated safely for seven days; at most 255 characters";

    /** Exactly one of these. @param field all who speak for an organisation of this field of activity */
    record ToBody(
            @Nullable @Schema(example = "0192f0c4-7a51-7c7e-9a3b-5d2f8e1c4b6a") String person, @Nullable String organisation,
            @Nullable @Schema(example = "youth") String field, @Nullable @Schema(example = "reader@example.org") String email,
            @Nullable @Schema(example = "+383 49 000 001") String phone) {

        Map<Recipient.Kind, String> given() {
            Map<Recipient.Kind, String> given = new EnumMap<>(Recipient.Kind.class);
            put(given, Recipient.Kind.PERSON, person);
            put(given, Recipient.Kind.ORGANISATION, organisation);
            put(given, Recipient.Kind.FIELD, field);
            put(given, Recipient.Kind.EMAIL, email);
            put(given, Recipient.Kind.PHONE, phone);
            return given;
        }

        private static void put(Map<Recipient.Kind, String> given, Recipient.Kind kind, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                given.put(kind, value);
            }
        }
    }

    /**
     * @param channels email, sms; by default email, and sms to a bare number
     * @param language of the words around the text: sq, sr or en; by default each reader's own
     * @param text plain text; empty lines make paragraphs
     * @param sms what stands in the SMS, at most one segment in plain letters; by default the text
     * @param critical does not wait for the end of quiet hours
     * @param reference the program's own, to find the message again
     */
    record SendBody(
            @Nullable ToBody to, @Nullable List<String> channels, @Nullable @Schema(example = "en") String language,
            @Nullable @Schema(example = "Your application has arrived") String subject,
            @Nullable @Schema(example = "Thank you. You will hear from us within ten working days.") String text, @Nullable String sms,
            @Nullable Boolean critical, @Nullable @Schema(example = "application-17") String reference) {}

    record BatchBody(@Nullable List<SendBody> messages) {}

    record AcceptedView(String id, @Nullable String reference, String state, Instant acceptedAt) {}

    record AcceptedBatch(List<AcceptedView> messages) {}

    /** How many deliveries stand where; sent means that a provider has it, delivered that it arrived. */
    record CountsView(int waiting, int sent, int delivered, int failed, int notSent) {}

    /**
     * @param state accepted, sending, sent, delivered, partly-failed or failed
     * @param stateText the same in plain words
     * @param reason why something did not arrive, in plain words
     * @param recipients the first 50 deliveries; in lists none
     */
    record MessageView(
            String id, @Nullable String reference, String state, String stateText, @Nullable String reason, Instant acceptedAt, Instant changedAt,
            String toKind, String to, List<String> channels, String subject, boolean critical, boolean test, String keyId, String sender,
            CountsView counts, List<RecipientView> recipients) {}

    record RecipientView(
            String channel, @Nullable String address, String state, @Nullable String reason, int attempts, @Nullable Instant sentAt,
            @Nullable Instant deliveredAt) {}

    private final MessageIntake intake;
    private final MongoMessages messages;
    private final MongoDeliveries deliveries;
    private final Phrases phrases;
    private final ProblemWriter problems;

    MessageController(
            MessageIntake intake, MongoMessages messages, MongoDeliveries deliveries, Phrases phrases, ProblemWriter problems) {
        this.problems = problems;
        this.intake = intake;
        this.messages = messages;
        this.deliveries = deliveries;
        this.phrases = phrases;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @ApiResponse(responseCode = "202", description = "Accepted; a repetition has the header Idempotency-Replayed", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The same request is still at work; see Retry-After", content = @Content)
    @ApiResponse(responseCode = "422", description = "Members are wrong, each named under errors, or the Idempotency-Key was used for something else",
            content = @Content)
    @ApiResponse(responseCode = "429", description = "More than the key may send now; see Retry-After", content = @Content)
    @Operation(parameters = @Parameter(in = ParameterIn.HEADER, name = "Idempotency-Key", description = KEY_HELP))
    ResponseEntity<AcceptedView> send(
            @Parameter(hidden = true) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody SendBody body) {
        MessageIntake.Answer answer = intake.accept(key(), idempotencyKey, List.of(body), false);
        AcceptedView view = accepted(answer).getFirst();
        return answer(answer).header("Location", "/api/messages/" + view.id()).body(view);
    }

    @PostMapping("/batches")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @ApiResponse(responseCode = "202", description = "Accepted; a repetition has the header Idempotency-Replayed", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The same request is still at work; see Retry-After", content = @Content)
    @ApiResponse(responseCode = "422", description = "Members are wrong, each named under errors, or the Idempotency-Key was used for something else",
            content = @Content)
    @ApiResponse(responseCode = "429", description = "More than the key may send now; see Retry-After", content = @Content)
    @Operation(parameters = @Parameter(in = ParameterIn.HEADER, name = "Idempotency-Key", description = KEY_HELP))
    ResponseEntity<AcceptedBatch> sendBatch(
            @Parameter(hidden = true) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody BatchBody body) {
        List<SendBody> bodies = body.messages() == null ? List.of() : body.messages();
        MessageIntake.Answer answer = intake.accept(key(), idempotencyKey, bodies, true);
        return answer(answer).body(new AcceptedBatch(accepted(answer)));
    }

    private static ResponseEntity.BodyBuilder answer(MessageIntake.Answer answer) {
        ResponseEntity.BodyBuilder builder = ResponseEntity.status(HttpStatus.ACCEPTED);
        return answer.again() ? builder.header("Idempotency-Replayed", "true") : builder;
    }

    private static List<AcceptedView> accepted(MessageIntake.Answer answer) {
        return answer.request().messages().stream()
                .map(one -> new AcceptedView(one.id(), one.reference(), MessageState.ACCEPTED.code(), one.acceptedAt())).toList();
    }

    /** A person never sends here, whatever they may do elsewhere. */
    private static ApiKey key() {
        return ApiKeys.current().orElseThrow(() -> Problem.of(HttpStatus.FORBIDDEN, "key-required"));
    }

    @ExceptionHandler(MessageIntake.TooMany.class)
    void tooMany(MessageIntake.TooMany much, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", String.valueOf(Math.max(1, much.waiting().plusMillis(999).toSeconds())));
        problems.write(request, response, HttpStatus.TOO_MANY_REQUESTS, "key-limit");
    }

    @GetMapping
    CursorPage<MessageView> list(
            @RequestParam(required = false) @Nullable String key, @RequestParam(required = false) @Nullable String reference,
            @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] behind = Cursor.decode(cursor, 2);
        String only = ApiKeys.current().map(ApiKey::id).orElse(blankToNull(key));
        MongoMessages.Filter filter = new MongoMessages.Filter(only, blankToNull(reference), state(state), from, until);
        return CursorPage.of(messages.page(filter, behind == null ? null : moment(behind[0]), behind == null ? null : behind[1], size + 1), size,
                last -> Cursor.encode(last.message().acceptedAt().toString(), last.message().id())).map(one -> view(one, List.of()));
    }

    @GetMapping("/{id}")
    MessageView read(@PathVariable String id) {
        MongoMessages.Standing found = messages.find(id)
                .filter(one -> ApiKeys.current().map(key -> key.id().equals(one.message().keyId())).orElse(true))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-message"));
        return view(found, deliveries.ofAlert(id, Set.of(), Set.of(), null, RECIPIENTS));
    }

    private MessageView view(MongoMessages.Standing one, List<Delivery> to) {
        Message message = one.message();
        MessageState.Counts counts = one.counts();
        Language language = Language.of(LocaleContextHolder.getLocale());
        return new MessageView(message.id(), message.reference(), one.state().code(), phrases.say(language, "message.state." + one.state().code()),
                one.reason() == null ? null : phrases.say(language, "reason." + one.reason()), message.acceptedAt(), one.changedAt(),
                message.to().kind().code(), message.to().value(), message.channels().stream().map(c -> c.code()).toList(), message.subject(),
                message.critical(), message.test(), message.keyId(), message.sender(),
                new CountsView(counts.waiting(), counts.handedOver(), counts.delivered(), counts.failed(), counts.notSent()),
                to.stream().map(delivery -> recipient(delivery, language)).toList());
    }

    private RecipientView recipient(Delivery d, Language language) {
        Reason reason = d.reason();
        String state = switch (d.state()) {
            case HANDED_OVER -> "sent";
            default -> d.state().code();
        };
        return new RecipientView(d.channel().code(), d.address(), state, reason == null ? null : phrases.say(language, "reason." + reason.code()),
                d.attempts(), d.handedOverAt(), d.deliveredAt());
    }

    private static @Nullable MessageState state(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return null;
        }
        try {
            return MessageState.of(word);
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("state", "invalid");
        }
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(Objects.requireNonNull(text));
        } catch (DateTimeParseException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
    }
}
