package org.civikos.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Holds docker-compose.yml to the services as far as that can be done without an engine; nothing here starts a container. */
class ComposeFileTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    /** A placeholder of application.yaml without a default: the service does not start without it. */
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)}");

    private static Map<String, Object> file() throws IOException {
        try (var reader = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
            return new Yaml().load(reader);
        }
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        @SuppressWarnings("unchecked")
        var services = (Map<String, Map<String, Object>>) file().get("services");
        return services;
    }

    @ParameterizedTest
    @ValueSource(strings = {"membership-service", "advocacy-service", "consultation-service", "notification-service", "gateway"})
    void givesEachServiceEveryVariableItCannotStartWithout(String service) throws IOException {
        var required = new TreeSet<String>();
        REQUIRED.matcher(Files.readString(ROOT.resolve(service + "/src/main/resources/application.yaml"))).results()
                .forEach(match -> required.add(match.group(1)));
        @SuppressWarnings("unchecked")
        var given = (Map<String, Object>) services().get(service).get("environment");
        assertThat(required).isNotEmpty();
        assertThat(given.keySet()).containsAll(required);
    }

    @Test
    void checksTheHealthOfEverythingThatStaysUpExceptTheExporter() throws IOException {
        services().forEach((name, service) -> {
            if (!List.of("topics", "kafka-exporter").contains(name)) {
                assertThat(service).as(name).containsKey("healthcheck");
            }
        });
    }

    /** A name in {@code volumes} of a service that is declared nowhere stops the start; what a service of ours keeps has to lie where its image lets it write. */
    @Test
    void declaresEveryVolumeAndPutsOursWhereTheirUserMayWrite() throws IOException {
        @SuppressWarnings("unchecked")
        var declared = ((Map<String, Object>) file().get("volumes")).keySet();
        var dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
        services().forEach((name, service) -> {
            for (var volume : service.get("volumes") instanceof List<?> given ? given : List.of()) {
                var parts = volume.toString().split(":");
                if (!parts[0].startsWith(".")) {
                    assertThat(declared).as(name).contains(parts[0]);
                    if (service.containsKey("build")) {
                        assertThat(dockerfile).as(name).contains("install -d -o 10001 -g 10001 " + parts[1]);
                        assertThat(((Map<?, ?>) service.get("environment")).containsValue(parts[1])).as(name).isTrue();
                    }
                }
            }
        });
    }

    @Test
    void pinsEveryImage() throws IOException {
        services().forEach((name, service) -> {
            if (service.containsKey("image")) {
                assertThat((String) service.get("image")).as(name).matches("[^:]+:v?\\d+(\\.\\d+)+");
            } else {
                assertThat(service).as(name).containsKey("build");
            }
        });
    }

    @Test
    void publishesNoPortToTheOutside() throws IOException {
        services().forEach((name, service) -> {
            if (service.get("ports") instanceof List<?> ports) {
                assertThat(ports).as(name).allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
            }
        });
    }

    @Test
    void eachAlarmLeadsToARunbookThatIsThereAndNamesItsFigure() throws IOException {
        assertThat(AlarmRules.read()).filteredOn(rule -> !rule.name().equals("ServiceDown")).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.figures()).as(rule.name()).isNotEmpty();
            assertThat(ROOT.resolve(rule.runbook())).as(rule.name()).exists().content().contains(rule.figures().getFirst());
        });
    }
}
