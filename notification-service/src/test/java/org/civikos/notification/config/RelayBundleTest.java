package org.civikos.notification.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.civikos.notification.alert.Alert;
import org.civikos.notification.alert.SampleAlerts;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Courier;
import org.civikos.notification.delivery.Delivery;
import org.civikos.notification.delivery.Outcome;
import org.civikos.notification.mail.Certificates;
import org.civikos.notification.mail.MailWriter;
import org.civikos.notification.mail.ReturnPath;
import org.civikos.notification.mail.SmtpCourier;
import org.civikos.notification.mail.SmtpPeer;
import org.civikos.notification.settings.UnsubscribeLinks;
import org.civikos.notification.text.Phrases;
import org.civikos.platform.time.WorkingDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Relays as settings describe them, with a bundle of a certificate of their own: real SMTP servers, real bundles. */
class RelayBundleTest {

    private static final String URL = "http://localhost:8080";

    @TempDir
    private Path folder;

    /** The couriers of all relays that settings name. */
    private void relays(Certificates own, List<String> settings, BiConsumer<String, Courier> with) {
        Path pem = folder.resolve("own-ca.pem");
        List<String> all = new ArrayList<>(settings);
        all.add("spring.ssl.bundle.pem.own-ca.truststore.certificate=" + pem.toUri());
        new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class)).withPropertyValues(all.toArray(String[]::new))
                .withInitializer(_ -> {
                    try {
                        Files.writeString(pem, own.pem());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .run(context -> {
                    NotificationProperties.Mail mail = Binder.get(context.getEnvironment()).bind("civikos.mail", NotificationProperties.Mail.class).get();
                    MailWriter writer = new MailWriter(SampleAlerts.knowing(SampleAlerts.opened("event-1")), new Phrases(), new UnsubscribeLinks(URL, "a-secret-of-some-length"),
                            new MailWriter.Sender(URL, mail.from()), WorkingDays::daysLeft, Clock.systemUTC());
                    for (NotificationProperties.Relay relay : ProviderConfiguration.relays(mail)) {
                        try (Courier courier = new SmtpCourier(writer, ProviderConfiguration.settings(relay, mail, new ReturnPath(mail.from(), URL), URL, context.getBean(SslBundles.class)))) {
                            with.accept(relay.name(), courier);
                        }
                    }
                });
    }

    private static Delivery to(String address) {
        return Delivery.waiting(Alert.idOf("event-1"), "person-1", null, Channel.EMAIL, address, "en", "", SampleAlerts.OPENED_AT);
    }

    /** The first relay trusts nobody but those whom Java knows, the second one the bundle; both lead to the same server. */
    @ParameterizedTest
    @CsvSource({"tls-from-start=true, true", "require-tls=true, false", "start-tls=true, false"})
    void withTheBundleTheMailArrivesAndWithoutItNothingLeaves(String tls, boolean fromStart) {
        Certificates own = Certificates.selfSigned("localhost");
        try (SmtpPeer peer = new SmtpPeer(own.context(), fromStart)) {
            List<String> asked = new ArrayList<>();
            relays(own, List.of("civikos.mail.host=localhost", "civikos.mail.port=" + peer.port(), "civikos.mail." + tls,
                    "civikos.mail.relays[0].name=own", "civikos.mail.relays[0].host=localhost", "civikos.mail.relays[0].port=" + peer.port(),
                    "civikos.mail.relays[0]." + tls, "civikos.mail.relays[0].tls-bundle=own-ca"), (name, courier) -> {
                        asked.add(name);
                        Outcome outcome = courier.hand(to(name + "@example.org"));
                        assertThat(outcome).as(name).isInstanceOf(name.equals("own") ? Outcome.Accepted.class : Outcome.Unavailable.class);
                    });
            assertThat(asked).containsExactly("smtp", "own");
            assertThat(peer.accepted).as("not a word in the open instead").singleElement().satisfies(mail -> {
                assertThat(mail.to()).isEqualTo("own@example.org");
                assertThat(mail.encrypted()).isTrue();
            });
        }
    }

    /** A bundle is for those whom it names and for nobody else. */
    @Test
    void aBundleOfAnotherCertificateOpensNothing() {
        Certificates shown = Certificates.selfSigned("localhost");
        try (SmtpPeer peer = new SmtpPeer(shown.context(), true)) {
            relays(Certificates.selfSigned("localhost"), List.of("civikos.mail.host=localhost", "civikos.mail.port=" + peer.port(), "civikos.mail.tls-from-start=true",
                    "civikos.mail.tls-bundle=own-ca"), (_, courier) -> assertThat(courier.hand(to("reader@example.org"))).isInstanceOf(Outcome.Unavailable.class));
            assertThat(peer.accepted).isEmpty();
        }
    }

    @Test
    void aBundleThatIsNotThereIsNoRelay() {
        assertThatThrownBy(() -> relays(Certificates.selfSigned("localhost"), List.of("civikos.mail.host=localhost", "civikos.mail.port=25",
                "civikos.mail.tls-bundle=none-such"), (_, _) -> { })).isInstanceOf(NoSuchSslBundleException.class);
    }
}
