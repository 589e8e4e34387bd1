package org.civikos.localstack.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import tools.jackson.databind.json.JsonMapper;

/** The explicit step that creates the topics of {@code contracts/topics.json}; the binder never does. */
public final class Topics {

    private static final long TIMEOUT_SECONDS = 30;

    private Topics() {
    }

    private record Topic(String name, int partitions, long retentionMs, boolean compacted) {

        NewTopic toCreate() {
            Map<String, String> settings = new HashMap<>();
            settings.put("retention.ms", Long.toString(retentionMs));
            if (compacted) {
                settings.put("cleanup.policy", "compact");
            }
            return new NewTopic(name, partitions, (short) 1).configs(settings);
        }
    }

    /** {@code Topics BOOTSTRAP FILE}: the step as a process, for a container engine. */
    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("Usage: Topics BOOTSTRAP FILE");
            System.exit(2);
        }
        List<String> created = create(args[0], Path.of(args[1]));
        System.out.println(created.isEmpty() ? "Every topic is there." : "Created: " + String.join(", ", created));
    }

    /**
     * Creates what is missing; topics that exist already are left as they are.
     *
     * @return the names that were created
     * @throws IllegalStateException when the file cannot be read or the broker does not answer within 30 s
     */
    public static List<String> create(String bootstrap, Path topicsJson) {
        List<Topic> wanted = List.of(JsonMapper.shared().readValue(topicsJson.toFile(), Topic[].class));
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        List<String> created = new ArrayList<>();
        try (Admin admin = Admin.create(client)) {
            Set<String> existing = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = wanted.stream().filter(t -> !existing.contains(t.name())).map(Topic::toCreate).toList();
            for (var result : admin.createTopics(missing).values().entrySet()) {
                try {
                    result.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                    created.add(result.getKey());
                } catch (ExecutionException e) {
                    // Somebody else was quicker: what we want is there.
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            return created;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while topics were created", e);
        } catch (Exception e) {
            throw new IllegalStateException("topics could not be created at " + bootstrap + ": " + e.getMessage(), e);
        }
    }
}
