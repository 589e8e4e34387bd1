package org.civikos.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.civikos.gateway.GatewaySettings;
import org.civikos.gateway.edge.Uploads;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class UpstreamsTest {

    private static final URI ANYWHERE = URI.create("http://127.0.0.1:1");

    private final Upstreams upstreams = new Upstreams(new GatewaySettings(URI.create("https://civikos.example.org"), "", Set.of(),
            new GatewaySettings.Upstreams(ANYWHERE, ANYWHERE, ANYWHERE, ANYWHERE), null, null, null), new SimpleMeterRegistry());

    /** A service that answers for an address which the gateway does not know is reached by nobody, and a file sent there is too large. */
    @ParameterizedTest
    @ValueSource(strings = {"consultation-service", "membership-service", "notification-service", "advocacy-service"})
    void everyAddressThatAServiceDescribesLeadsToIt(String service) throws Exception {
        var paths = JsonMapper.shared().readTree(Files.readString(Path.of("../contracts/openapi/" + service + ".json"))).get("paths");
        assertThat(paths.propertyNames()).hasSizeGreaterThan(5).allSatisfy(path -> {
            var plain = path.replaceAll("[{}]", "");
            var upstream = upstreams.forPath(plain);
            assertThat(upstream).as(path).isNotNull();
            assertThat(upstream.name()).as(path).isEqualTo(service);
            var takesFiles = paths.get(path).path("post").path("requestBody").path("content").has("multipart/form-data");
            assertThat(Uploads.belongAt(plain)).as(path + " takes files").isEqualTo(takesFiles);
        });
    }
}
