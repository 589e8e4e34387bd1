package org.civikos.consultation.comment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the network has agreed on for comments.
 *
 * @param commentRightSubmits whether the right {@code comment} alone submits; where it does not, as a network begins, a comment waits for somebody with {@code sign-off}
 * @param visibility          where a consultation has no setting of its own: network, all or nobody
 * @param late                likewise: refuse, queue or mark
 * @param attachmentLimit     the most bytes of one file
 * @param attachments         the most files of one comment
 * @param removedFilesKept    how long the bytes of a file stay that was taken away from a draft
 * @param openDrafts          the most comments of an organisation that are not submitted yet
 */
@ConfigurationProperties("civikos.comments")
public record CommentProperties(
        @DefaultValue("false") boolean commentRightSubmits,
        @DefaultValue("network") String visibility,
        @DefaultValue("refuse") String late,
        @DefaultValue("10MB") DataSize attachmentLimit,
        @DefaultValue("5") int attachments,
        @DefaultValue("PT1H") Duration removedFilesKept,
        @DefaultValue("500") int openDrafts) {

    public CommentProperties {
        if (CommentSettings.Visibility.of(visibility).isEmpty() || CommentSettings.LatePolicy.of(late).isEmpty()) {
            throw new IllegalArgumentException("civikos.comments.visibility is network, all or nobody; civikos.comments.late is refuse, queue or mark");
        }
    }

    CommentSettings settings() {
        return new CommentSettings(CommentSettings.Visibility.of(visibility).orElseThrow(), CommentSettings.LatePolicy.of(late).orElseThrow());
    }
}
