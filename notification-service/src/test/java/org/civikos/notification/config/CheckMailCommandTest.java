package org.civikos.notification.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.civikos.notification.mail.MailSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class CheckMailCommandTest {

    @TempDir
    private Path folder;

    private static MailSetup setup(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
        return CheckMailCommand.setup(environment);
    }

    @Test
    void itLooksAtWhatTheServiceSends() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Path file = folder.resolve("dkim.pem");
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        assertThat(setup(Map.of("SMTP_HOST", "relay.example.org", "SMTP_PORT", "587", "MAIL_FROM", "alerts@network.example.org",
                "civikos.mail.return-path", "bounces+{id}@mail.example.org", "civikos.mail.dkim.selector", "s1", "civikos.mail.dkim.key-file", file.toString(),
                "civikos.mail.relays[0].name", "second", "civikos.mail.relays[0].host", "other.example.org", "civikos.mail.relays[0].port", "25")))
                .isEqualTo(new MailSetup("network.example.org", "mail.example.org", List.of("relay.example.org", "other.example.org"), "network.example.org", "s1",
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded())));
    }

    @Test
    void withoutKeyOrReturnPathTheRestIsStillThere() {
        assertThat(setup(Map.of("SMTP_HOST", "relay.example.org", "SMTP_PORT", "25")))
                .isEqualTo(new MailSetup("civikos.example.org", "civikos.example.org", List.of("relay.example.org"), "civikos.example.org", "", null));
    }

    @Test
    void settingsThatAreNotThereOrAKeyThatIsNoneAreSaid() {
        assertThatThrownBy(() -> setup(Map.of("MAIL_FROM", "alerts@network.example.org"))).isInstanceOf(IllegalStateException.class).hasMessageContaining("SMTP_PORT");
        assertThatThrownBy(() -> setup(Map.of("SMTP_PORT", "25"))).isInstanceOf(IllegalStateException.class).hasMessageContaining("SMTP_HOST");
        assertThatThrownBy(() -> setup(Map.of("SMTP_HOST", "relay.example.org", "SMTP_PORT", "25", "civikos.mail.dkim.selector", "s1", "civikos.mail.dkim.key-file",
                folder.resolve("none.pem").toString()))).isInstanceOf(IllegalStateException.class).hasMessageContaining("none.pem");
    }
}
