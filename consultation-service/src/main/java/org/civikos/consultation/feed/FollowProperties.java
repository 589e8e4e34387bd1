package org.civikos.consultation.feed;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What feeds and calendars need to know of the installation.
 *
 * @param publicUrl the one origin that people see, without a path
 */
@ConfigurationProperties("civikos.following")
public record FollowProperties(URI publicUrl) {

    public FollowProperties {
        if (publicUrl.getHost() == null) {
            throw new IllegalArgumentException("PUBLIC_URL must be an origin such as https://platforma.example.org, but is " + publicUrl);
        }
    }
}
