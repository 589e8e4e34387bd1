package org.civikos.membership.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code civikos.identity}.
 *
 * @param publicUrl           where browsers find the gateway, without a slash at the end
 * @param gatewayClientSecret what the gateway proves itself with
 * @param cliClientSecret     what scripts prove themselves with
 * @param mailFrom            the sender of sign-in mails
 * @param firstAdministrator  whose address becomes the first administrator, if there is none yet
 * @param linkValidity        how long a sign-in link may be used
 * @param sessionLength       how long an application may stay signed in without a new link
 * @param limitWindow         the time over which links are counted
 * @param linksPerAddress     links for one e-mail address in that time
 * @param linksPerOrigin      links asked for from one network address in that time; an office shares one
 */
@ConfigurationProperties("civikos.identity")
record IdentityProperties(String publicUrl, String gatewayClientSecret, String cliClientSecret, String mailFrom,
        @Nullable String firstAdministrator, @DefaultValue("15m") Duration linkValidity,
        @DefaultValue("30d") Duration sessionLength, @DefaultValue("15m") Duration limitWindow,
        @DefaultValue("5") int linksPerAddress, @DefaultValue("100") int linksPerOrigin) {

    /** A secret shorter than this can be guessed. */
    private static final int SECRET = 12;

    IdentityProperties {
        while (publicUrl.endsWith("/")) {
            publicUrl = publicUrl.substring(0, publicUrl.length() - 1);
        }
        if (gatewayClientSecret.length() < SECRET || cliClientSecret.length() < SECRET) {
            throw new IllegalArgumentException("GATEWAY_CLIENT_SECRET and CLI_CLIENT_SECRET need at least " + SECRET + " characters");
        }
    }

    String issuer() {
        return publicUrl + "/id";
    }
}
