package org.civikos.notification.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Links to the page on which somebody says, without signing in, whether the draft of a mail concerns their organisation. */
public final class RelevanceLinks {

    /** How long a link is good: longer than consultations run. */
    public static final Duration VALID = Duration.ofDays(90);
    private static final char BETWEEN = '\n';

    /** Whose answer it is, to which alert. */
    public record Asked(String personId, String alertId) {}

    private final String base;
    private final SignedLinks links;

    RelevanceLinks(String publicUrl, LinkKey key) {
        this.base = publicUrl + "/relevance/";
        this.links = new SignedLinks("relevance", VALID, key);
    }

    /**
     * The address of the page; GET shows it and says nothing for anybody.
     *
     * @param address to which the mail with the link goes
     */
    public String link(String personId, String alertId, String address, Instant now) {
        return base + token(personId, alertId, address, now);
    }

    String token(String personId, String alertId, String address, Instant now) {
        return links.token(alertId + BETWEEN + personId, address, now);
    }

    /**
     * What a token asks of whom; empty if it is forged, too old, made for another address or for somebody who is no longer known.
     *
     * @param addressOf the present address of a person; empty if there is none
     */
    public Optional<Asked> asked(String token, Instant now, Function<String, Optional<String>> addressOf) {
        return links.about(token, now, about -> addressOf.apply(read(about).personId())).map(RelevanceLinks::read);
    }

    private static Asked read(String about) {
        int between = about.indexOf(BETWEEN);
        return new Asked(about.substring(between + 1), about.substring(0, Math.max(0, between)));
    }
}
