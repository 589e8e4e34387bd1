package org.civikos.consultation.source;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sources are watched.
 *
 * @param pollInterval     between two looks for new numbers
 * @param openPageFactor   an open consultation's page is looked at again every so many poll intervals
 * @param lookAhead        how many numbers beyond the last seen are tried
 * @param mostPages        new pages read in one check
 * @param pause            between two requests to the same source, where robots.txt asks for no longer one
 * @param connectTimeout   to get a connection
 * @param pageTimeout      for a page in all, redirects included
 * @param documentTimeout  for a document in all
 * @param pageLimit        bytes of a page
 * @param documentLimit    bytes of a document
 * @param longestBackOff   between two checks of a source that fails
 * @param breakerCalls     requests that the circuit breaker looks back on
 * @param breakerWait      how long an open circuit stays open
 * @param trustValidators  how long a server's word that something is unchanged is believed before it is fetched whole again
 * @param goneAfter        looks in a row at which a page is missing before it counts as gone
 * @param mailSecrets      passwords of mailboxes to which drafts are forwarded, by the names that the mailboxes bear; without any entry nothing is read
 * @param mailPlainAllowed whether a mailbox elsewhere than on this machine may be read without TLS
 * @param farLooks         numbers far beyond the last seen that are tried at a look that has found nothing nearer
 * @param quietFactor      how many times as long as usual a source brings nothing until that is told
 * @param quietAtLeast     and for how long at least
 * @param userAgent        who we say we are
 */
@ConfigurationProperties("civikos.sources")
public record SourceProperties(
        @DefaultValue("PT5M") Duration pollInterval,
        @DefaultValue("6") int openPageFactor,
        @DefaultValue("5") int lookAhead,
        @DefaultValue("20") int mostPages,
        @DefaultValue("PT0.2S") Duration pause,
        @DefaultValue("PT5S") Duration connectTimeout,
        @DefaultValue("PT20S") Duration pageTimeout,
        @DefaultValue("PT2M") Duration documentTimeout,
        @DefaultValue("2097152") long pageLimit,
        @DefaultValue("52428800") long documentLimit,
        @DefaultValue("PT1H") Duration longestBackOff,
        @DefaultValue("6") int breakerCalls,
        @DefaultValue("PT30S") Duration breakerWait,
        @DefaultValue("PT24H") Duration trustValidators,
        @DefaultValue("2") int goneAfter,
        @DefaultValue Map<String, MailSecret> mailSecrets,
        @DefaultValue("false") boolean mailPlainAllowed,
        @DefaultValue("5") int farLooks,
        @DefaultValue("3") double quietFactor,
        @DefaultValue("P7D") Period quietAtLeast,
        @DefaultValue("CiviKos/0.1") String userAgent) {

    /** The name under which the password lies of a mailbox that names none. */
    static final String DEFAULT_SECRET = "default";

    /**
     * A password, known to the configuration alone.
     *
     * @param host the only server that it is sent to; anywhere where nothing is said
     */
    public record MailSecret(@DefaultValue("") String password, @Nullable String host) {

        boolean isFor(String server) {
            return !password.isEmpty() && (host == null || host.isBlank() || host.strip().equalsIgnoreCase(server));
        }

        @Override
        public String toString() {
            return "MailSecret[host=" + host + "]";
        }
    }

    /** The password that a mailbox on a server may be opened with; empty where none is set under its name, or it is for another server. */
    Optional<String> mailPassword(Mailbox mailbox, String server) {
        return Optional.ofNullable(mailSecrets.get(mailbox.secretName())).filter(secret -> secret.isFor(server)).map(MailSecret::password);
    }
}
