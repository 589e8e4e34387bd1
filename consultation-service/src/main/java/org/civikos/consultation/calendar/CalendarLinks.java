package org.civikos.consultation.calendar;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The secret addresses of people's calendars: a program that shows a calendar cannot sign in. A person has one at most; a new one
 * ends the one before. Only the SHA-256 of the secret half is kept.
 */
@Component
class CalendarLinks {

    private static final String COLLECTION = "calendarLinks";
    private static final int SECRET_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final MongoTemplate mongo;
    private final Clock clock;

    CalendarLinks(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** @param hash of the secret, SHA-256 in hexadecimal */
    record Link(@Id String person, String hash, Instant createdAt) {
    }

    /** @param token person and secret, as it stands in the address; told once */
    record Made(String token, Instant createdAt) {
    }

    Made make(String person) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        Link link = new Link(person, hash(secret), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        mongo.save(link, COLLECTION);
        return new Made(text(person.getBytes(StandardCharsets.UTF_8)) + "." + text(secret), link.createdAt());
    }

    Optional<Link> of(String person) {
        return Optional.ofNullable(mongo.findById(person, Link.class, COLLECTION));
    }

    void end(String person) {
        of(person).ifPresent(link -> mongo.remove(link, COLLECTION));
    }

    /** Whose calendar an address shows; empty where it is none, or none any more. */
    Optional<String> person(String token) {
        String[] halves = token.split("\\.", -1);
        if (halves.length != 2 || token.length() > 200) {
            return Optional.empty();
        }
        try {
            String person = new String(Base64.getUrlDecoder().decode(halves[0]), StandardCharsets.UTF_8);
            byte[] hash = hash(Base64.getUrlDecoder().decode(halves[1])).getBytes(StandardCharsets.US_ASCII);
            return of(person).filter(link -> MessageDigest.isEqual(link.hash().getBytes(StandardCharsets.US_ASCII), hash)).map(Link::person);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(byte[] secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
