package org.civikos.notification.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Links to the page on which somebody changes what they are told, without signing in. */
public final class PreferenceLinks {

    /** How long a link is good. */
    public static final Duration VALID = Duration.ofDays(365);

    private final String base;
    private final SignedLinks links;

    PreferenceLinks(String publicUrl, LinkKey key) {
        this.base = publicUrl + "/preferences/";
        this.links = new SignedLinks("preferences", VALID, key);
    }

    /**
     * The address of the page; GET shows it and changes nothing.
     *
     * @param address to which the mail with the link goes
     */
    public String link(String personId, String address, Instant now) {
        return base + token(personId, address, now);
    }

    /** The part of the address that stands for the person; good for a year. */
    public String token(String personId, String address, Instant now) {
        return links.token(personId, address, now);
    }

    /**
     * Whose page a token opens; empty if it is forged, too old, made for another address or for somebody who is no longer known.
     *
     * @param addressOf the present address of a person; empty if there is none
     */
    public Optional<String> person(String token, Instant now, Function<String, Optional<String>> addressOf) {
        return links.about(token, now, addressOf);
    }
}
