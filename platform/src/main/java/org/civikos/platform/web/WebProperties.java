package org.civikos.platform.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code civikos.web}.
 *
 * @param maxBody         the most bytes of a body that is no upload
 * @param maxUpload       the most bytes of a multipart body
 * @param defaultLanguage the language of those who ask for none that we have
 * @param keepAnswers     how long the answer under an idempotency key is kept
 */
@ConfigurationProperties("civikos.web")
record WebProperties(@DefaultValue("256KB") DataSize maxBody, @DefaultValue("51MB") DataSize maxUpload,
        @DefaultValue("sq") String defaultLanguage, @DefaultValue("7d") Duration keepAnswers) {
}
