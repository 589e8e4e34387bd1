package org.civikos.consultation.source;

import java.time.Duration;
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
 * @param mailPassword     of the mailbox to which drafts are forwarded
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
        @DefaultValue("") String mailPassword,
        @DefaultValue("CiviKos/0.1") String userAgent) {
}
