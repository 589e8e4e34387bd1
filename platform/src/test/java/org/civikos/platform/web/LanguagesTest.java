package org.civikos.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-, -, sq", "en, -, en", "'de, fr', -, sq", "'de, sr-Cyrl;q=0.5', -, sr", "bs, -, sr", "en, sr, sr", "en, xx, en",
        "'en;q=0, sr', -, sr", "';;;', -, sq", "en-GB, '', en"})
    void chooses(String header, String parameter, String expected) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (header != null) {
            request.addHeader("Accept-Language", header);
        }
        if (parameter != null) {
            request.setQueryString("a=b&lang=" + parameter);
        }
        assertThat(Languages.of(request, Locale.of("sq")).getLanguage()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sq", "sr"})
    void saysTheSameInEveryLanguage(String language) throws IOException {
        Properties english = texts("en");
        Properties other = texts(language);
        assertThat(other.keySet()).isEqualTo(english.keySet());
        for (String key : english.stringPropertyNames()) {
            assertThat(other.getProperty(key)).as(key).isNotBlank();
            assertThat(new MessageFormat(other.getProperty(key)).getFormatsByArgumentIndex()).as("placeholders of " + key)
                    .hasSameSizeAs(new MessageFormat(english.getProperty(key)).getFormatsByArgumentIndex());
        }
    }

    @Test
    void fallsBackToEnglish() throws IOException {
        Properties fallback = new Properties();
        try (var reader = new InputStreamReader(getClass().getResourceAsStream("/i18n/platform.properties"), StandardCharsets.UTF_8)) {
            fallback.load(reader);
        }
        assertThat(fallback).isEqualTo(texts("en"));
    }

    private static Properties texts(String language) throws IOException {
        Properties texts = new Properties();
        try (var reader = new InputStreamReader(LanguagesTest.class.getResourceAsStream("/i18n/platform_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
