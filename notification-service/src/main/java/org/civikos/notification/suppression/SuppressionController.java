package org.civikos.notification.suppression;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.member.PhoneNumbers;
import org.civikos.notification.suppression.Suppression.Why;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Cursor;
import org.civikos.platform.web.CursorPage;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list of addresses to which nothing is sent, for staff. */
@RestController
@RequestMapping("/api/suppressions")
class SuppressionController {

    /** @param why hard-bounce, soft-bounces, complaint, stop or staff */
    record SuppressionView(
            String channel, String address, String why, Instant since, @Nullable String detail, @Nullable String personId, @Nullable String by) {}

    /** @param note why; for staff */
    record SuppressBody(@NotBlank String channel, @NotBlank @Size(max = 320) String address, @Nullable @Size(max = 300) String note) {}

    record ReleaseBody(@NotBlank String channel, @NotBlank @Size(max = 320) String address) {}

    private final Suppressions suppressions;
    private final Clock clock;

    SuppressionController(Suppressions suppressions, Clock clock) {
        this.suppressions = suppressions;
        this.clock = clock;
    }

    @GetMapping
    CursorPage<SuppressionView> list(
            @RequestParam(required = false) @Nullable String channel, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Cursor.limit(limit);
        String[] from = Cursor.decode(cursor, 2);
        Channel only = channel == null || channel.isBlank() ? null : channel(channel);
        return CursorPage.of(suppressions.page(only, from == null ? null : moment(from[0]), from == null ? null : from[1], size), size,
                last -> Cursor.encode(last.since().toString(), Suppressions.key(last.channel(), last.address()))).map(this::view);
    }

    @PostMapping
    ResponseEntity<SuppressionView> add(@RequestBody @Valid SuppressBody body) {
        Channel channel = channel(body.channel());
        String address = address(channel, body.address());
        boolean added = suppressions.add(new Suppression(channel, address, Why.STAFF, clock.instant(), body.note(), null,
                Actor.current().id(), null, null));
        SuppressionView view = suppressions.find(channel, address).map(this::view).orElseThrow();
        return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK).body(view);
    }

    @PostMapping("/release")
    ResponseEntity<Void> release(@RequestBody @Valid ReleaseBody body) {
        Channel channel = channel(body.channel());
        suppressions.release(channel, address(channel, body.address()), Actor.current().id())
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-suppressed"));
        return ResponseEntity.noContent().build();
    }

    private static String address(Channel channel, String written) {
        if (channel == Channel.SMS) {
            return PhoneNumbers.international(written)
                    .orElseThrow(() -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "not-a-number").field("/address", "not-a-number"));
        }
        if (!written.strip().matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+")) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "not-an-address").field("/address", "not-an-address");
        }
        return written.strip();
    }

    private static Channel channel(String code) {
        try {
            return Channel.of(code);
        } catch (IllegalArgumentException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "validation").field("channel", "invalid");
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-cursor");
        }
    }

    private SuppressionView view(Suppression one) {
        return new SuppressionView(one.channel().code(), one.address(), one.why().code(), one.since(), one.detail(), one.personId(), one.by());
    }
}
