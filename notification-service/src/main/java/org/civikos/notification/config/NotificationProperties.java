package org.civikos.notification.config;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code civikos}, beside the platform's own.
 *
 * @param publicUrl where people reach the system
 * @param linkSecret signs the links that stop mails
 */
@Validated
@ConfigurationProperties("civikos")
record NotificationProperties(
        @NotBlank String publicUrl, @NotBlank String linkSecret, Mail mail, Sms sms, Work delivery) {

    /**
     * The mail relay.
     *
     * @param from the sender's address
     * @param connections how many are kept at a time
     * @param perSecond the most mails a second that the relay is to get
     * @param limit the longest that handing over one mail may take
     */
    record Mail(
            @NotBlank String host, int port, @DefaultValue("alerts@civikos.example.org") String from, @Nullable String username,
            @Nullable String password, @DefaultValue("true") boolean startTls, @DefaultValue("false") boolean requireTls,
            @DefaultValue("4") int connections, @DefaultValue("5000") int perSecond, @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("20s") Duration answerTimeout, @DefaultValue("60s") Duration limit) {}

    /**
     * The SMS provider.
     *
     * @param sender what the receiver sees, at most 11 letters
     * @param requests how many at a time
     * @param perSecond the most messages a second that the provider is to get
     * @param limit the longest that handing over one message may take
     */
    record Sms(
            URI url, @NotBlank String apiKey, @DefaultValue("CiviKos") String sender, @DefaultValue("4") int requests,
            @DefaultValue("100") int perSecond, @DefaultValue("10s") Duration limit) {}

    /**
     * How the work is done.
     *
     * @param lease how long a part stays taken without a sign of life
     * @param sweep pause between looks for work that nobody does
     * @param unrecorded the most results that may be unwritten at a time, per channel: the most mails a crash can double
     * @param attempts the most attempts for one message
     * @param firstPause after the first attempt; doubles with each further one
     * @param longestPause between two attempts
     * @param circuitPause how long a provider is left alone after its circuit breaker opened
     */
    record Work(
            @DefaultValue("12s") Duration lease, @DefaultValue("3s") Duration sweep, @DefaultValue("64") int unrecorded,
            @DefaultValue("10") int attempts, @DefaultValue("30s") Duration firstPause, @DefaultValue("30m") Duration longestPause,
            @DefaultValue("5s") Duration circuitPause) {}
}
