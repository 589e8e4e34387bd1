package org.civikos.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private final AddressGuard guard = new AddressGuard(false, false);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "198.18.0.1", "192.0.2.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12:3456::1",
            "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "2001:0:1::", "ff02::1", "::127.0.0.1"})
    void addressesOfNobodysInternetAreForbidden(String address) throws UnknownHostException {
        assertThat(AddressGuard.special(InetAddress.getByName(address))).isTrue();
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThat(guard.wrong("https://" + host + "/hook")).hasValue("webhook-private");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "192.169.0.1", "2606:4700::1111", "2a00:1450::1"})
    void publicAddressesAreNot(String address) throws UnknownHostException {
        assertThat(AddressGuard.special(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"http://example.org/,webhook-https", "ftp://example.org/,webhook-https", "file:///etc/passwd,webhook-url", "https://user@example.org/,webhook-url",
            "https://user:pw@127.0.0.1/,webhook-url", "https:///x,webhook-url", "https://example.org/#x,webhook-url", "not a url,webhook-url",
            "https://localhost/,webhook-private", "https://localhost.localdomain@127.0.0.1/,webhook-url"})
    void whatIsNoPublicHttpsAddressIsRefused(String url, String why) {
        assertThat(guard.wrong(url)).hasValue(why);
    }

    /** Numbers that some libraries read as 127.0.0.1: either they are, and are forbidden, or they lead nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"2130706433", "017700000001", "0x7f000001", "127.1"})
    void otherWritingsOfTheLoopbackLeadNowhere(String host) {
        assertThatThrownBy(() -> guard.resolve(host)).isInstanceOf(UnknownHostException.class);
    }

    private static DnsResolver leadingTo(String... addresses) {
        return new DnsResolver() {
            private final AtomicInteger asked = new AtomicInteger();

            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {InetAddress.getByName(addresses[Math.min(asked.getAndIncrement(), addresses.length - 1)])};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @Test
    void aNameThatLeadsElsewhereAMomentLaterReachesNothing() throws IOException {
        AtomicInteger called = new AtomicInteger();
        HttpServer inside = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        inside.createContext("/", exchange -> {
            called.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        inside.start();
        String url = "http://hooks.example.org:" + inside.getAddress().getPort() + "/";
        AddressGuard rebound = new AddressGuard(false, true, leadingTo("1.1.1.1", "127.0.0.1"));
        assertThat(rebound.wrong(url)).as("when it is entered").isEmpty();
        try (Caller caller = new Caller(rebound, Duration.ofSeconds(2), Clock.systemUTC())) {
            Caller.Outcome outcome = caller.call(url, List.of(new byte[32]), "id", "{}");
            assertThat(outcome.kind()).isEqualTo(Caller.Kind.REFUSED);
            assertThat(outcome.error()).contains("private or special");
        } finally {
            inside.stop(0);
        }
        assertThat(called).hasValue(0);
    }

    @Test
    void theAddressThatWasLookedAtIsTheOneConnectedTo() throws IOException {
        AtomicInteger called = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            called.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/inside");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        // A name that no resolver of this machine knows: only the pinned address can have been used.
        AddressGuard allowed = new AddressGuard(true, true, leadingTo("127.0.0.1"));
        try (Caller caller = new Caller(allowed, Duration.ofSeconds(2), Clock.systemUTC())) {
            Caller.Outcome outcome = caller.call("http://hooks.example.invalid:" + server.getAddress().getPort() + "/", List.of(new byte[32]), "id", "{}");
            assertThat(outcome.kind()).isEqualTo(Caller.Kind.REFUSED);
            assertThat(outcome.error()).contains("redirects are not followed");
        } finally {
            server.stop(0);
        }
        assertThat(called).as("one call, no redirect followed").hasValue(1);
    }

    @Test
    void whoeverSendsAByteNowAndThenIsBrokenOff() throws Exception {
        try (java.net.ServerSocket slow = new java.net.ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (java.net.Socket socket = slow.accept()) {
                    while (true) {
                        socket.getOutputStream().write('H');
                        socket.getOutputStream().flush();
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            try (Caller caller = new Caller(new AddressGuard(true, true), Duration.ofSeconds(1), Clock.systemUTC())) {
                long began = System.nanoTime();
                Caller.Outcome outcome = caller.call("http://127.0.0.1:" + slow.getLocalPort() + "/", List.of(new byte[32]), "id", "{}");
                assertThat(outcome.kind()).isEqualTo(Caller.Kind.LATER);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            }
        }
    }
}
