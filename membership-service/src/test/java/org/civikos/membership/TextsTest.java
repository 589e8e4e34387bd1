package org.civikos.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The three bundles say the same, with the same placeholders, and none has an apostrophe that a message format would swallow. */
class TextsTest {

    @Test
    void three_languages_with_the_same_keys_and_placeholders() throws IOException {
        Properties english = bundle("en");
        for (String language : new String[] {"sq", "sr", "en"}) {
            Properties bundle = bundle(language);
            assertThat(bundle.stringPropertyNames()).as(language).isEqualTo(english.stringPropertyNames());
            for (String key : bundle.stringPropertyNames()) {
                String text = bundle.getProperty(key);
                assertThat(placeholders(text)).as(language + " " + key).isEqualTo(placeholders(english.getProperty(key)));
                assertThat(text).as(language + " " + key).doesNotContain("'").isNotBlank();
                new MessageFormat(text);
            }
        }
    }

    private static TreeSet<String> placeholders(String text) {
        TreeSet<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Properties bundle(String language) throws IOException {
        Properties properties = new Properties();
        try (InputStreamReader reader = new InputStreamReader(
                TextsTest.class.getResourceAsStream("/i18n/messages_" + language + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
