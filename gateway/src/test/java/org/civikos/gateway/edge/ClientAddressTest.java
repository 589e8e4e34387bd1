package org.civikos.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

import org.civikos.gateway.GatewaySettings;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressTest {

    private static ClientAddress address(String... trusted) {
        var here = URI.create("http://127.0.0.1:1");
        return new ClientAddress(new GatewaySettings(URI.create("http://localhost:8080"), "x", Set.of(trusted),
                new GatewaySettings.Upstreams(here, here, here, here), new GatewaySettings.Limits(1, 1, 1, 1, 1, 1),
                new GatewaySettings.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                new GatewaySettings.Sessions(Duration.ofHours(1), Duration.ofDays(1), Duration.ofMinutes(1), Duration.ofSeconds(1))));
    }

    private static MockServerHttpRequest request(String forwarded) {
        return MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress("10.0.0.1", 4000)).header("X-Forwarded-For", forwarded).build();
    }

    @Test
    void believesNobodyByDefault() {
        assertThat(address().of(request("198.51.100.1"))).isEqualTo("10.0.0.1");
        assertThat(address("10.0.0.2").of(request("198.51.100.1"))).isEqualTo("10.0.0.1");
    }

    @Test
    void believesATrustedProxyAsFarAsItSaw() {
        assertThat(address("10.0.0.1").of(request("made-up, 198.51.100.1"))).isEqualTo("198.51.100.1");
    }

    @Test
    void whoComesThroughAProxyIsNotNear() {
        assertThat(address().isNear(request("198.51.100.1"))).isFalse();
        assertThat(address().isNear(MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress("10.0.0.1", 4000)).build())).isTrue();
        assertThat(address().isNear(MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress("203.0.113.9", 4000)).build())).isFalse();
    }
}
