package org.civikos.localstack.supervisor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The seven processes beside the supervisor, with the environment that each is given. */
final class Programs {

    private static final String READINESS = "/actuator/health/readiness";
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xss512k");
    /** What compiles for longer pays in the store alone, where one loop runs hot while an alert goes out; elsewhere it costs more CPU than it saves. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private final Installation installation;
    private final Map<String, String> outside;
    private final Secrets secrets;

    Programs(Installation installation, Map<String, String> outside) {
        this.installation = installation;
        this.outside = outside;
        this.secrets = Secrets.in(installation.home());
    }

    Program store() {
        String file = installation.data().resolve("store").resolve("store.mv").toString();
        return own("store", 8, List.of("-Xmx160m"), "org.civikos.localstack.store.StoreProcess", List.of(file, port(8)));
    }

    Program broker() {
        String dir = installation.data().resolve("broker").toString();
        return own("broker", 7, List.of(FIRST_COMPILER, "-Xmx64m"), "org.civikos.localstack.broker.BrokerProcess", List.of(dir, port(7)));
    }

    private Program own(String name, int offset, List<String> jvm, String main, List<String> arguments) {
        Path dir = installation.program("local-stack");
        List<String> flags = new ArrayList<>(SMALL);
        flags.addAll(jvm);
        flags.add("-Dlogback.configurationFile=civikos-logback.xml");
        flags.addAll(List.of("-cp", dir.resolve("app.jar").toString(), main));
        return new Program(name, installation.port(offset), dir, flags, arguments, List.of("train"), Map.of(), "");
    }

    List<Program> services() {
        List<Program> services = new ArrayList<>();
        services.add(service("membership-service", 1, "membership", Map.of(
                "GATEWAY_CLIENT_SECRET", secrets.get("GATEWAY_CLIENT_SECRET"),
                "CLI_CLIENT_SECRET", secrets.get("CLI_CLIENT_SECRET"),
                "SMTP_HOST", outside("SMTP_HOST", "127.0.0.1"), "SMTP_PORT", outside("SMTP_PORT", port(9)))));
        services.add(service("consultation-service", 3, "consultation", Map.of(
                "SOURCE_POLL_INTERVAL", outside("SOURCE_POLL_INTERVAL", "PT2S"),
                "COMMENT_RIGHT_SUBMITS", outside("COMMENT_RIGHT_SUBMITS", "false"))));
        services.add(service("notification-service", 4, "notification", Map.of(
                "SMTP_HOST", outside("SMTP_HOST", "127.0.0.1"), "SMTP_PORT", outside("SMTP_PORT", port(9)),
                "SMS_URL", outside("SMS_URL", installation.local(5) + "/sms/v1/messages"),
                "SMS_API_KEY", secrets.get("SMS_API_KEY"), "LINK_SECRET", secrets.get("LINK_SECRET"),
                "DELIVERY_NOTES", installation.data().resolve("notification").toString())));
        services.add(service("advocacy-service", 2, "advocacy", Map.of()));
        services.add(service("gateway", 0, "gateway", Map.of(
                "GATEWAY_CLIENT_SECRET", secrets.get("GATEWAY_CLIENT_SECRET"),
                "ADVOCACY_URL", installation.local(2), "CONSULTATION_URL", installation.local(3),
                "NOTIFICATION_URL", installation.local(4))));
        return services;
    }

    private Program service(String name, int offset, String database, Map<String, String> own) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PORT", port(offset));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("MONGODB_URI", "mongodb://127.0.0.1:" + port(8) + "/" + database);
        environment.put("KAFKA_BOOTSTRAP", "127.0.0.1:" + port(7));
        environment.put("PUBLIC_URL", installation.publicUrl());
        environment.put("MEMBERSHIP_URL", installation.local(1));
        environment.putAll(own);
        Path dir = installation.program(name);
        List<String> flags = new ArrayList<>(SMALL);
        flags.add(FIRST_COMPILER);
        flags.add("-Xmx192m");
        flags.add("-Dfile.encoding=UTF-8");
        List<String> jar = List.of("-jar", dir.resolve("app.jar").toString());
        return new Program(name, installation.port(offset), dir, flags, jar,
                List.of("-Dspring.context.exit=onRefresh", "-jar", dir.resolve("app.jar").toString()), environment, READINESS);
    }

    /** What a benchmark or a test sets outside goes before the stack's own. */
    private String outside(String name, String otherwise) {
        String value = outside.get(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private String port(int offset) {
        return Integer.toString(installation.port(offset));
    }
}
