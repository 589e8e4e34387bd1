package org.civikos.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civikos.sample.SampleApplication.OUT;
import static org.civikos.sample.SampleApplication.renamed;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platformtest.EventProbe;
import org.civikos.platformtest.EventProbe.Seen;
import org.civikos.sample.SampleApplication.Thing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Two instances of one service on one database: nothing is lost, everything keeps its order, doubles carry the same id. */
@SampleIT
class TwoRelaysIT {

    @Autowired
    private Environment environment;
    @Autowired
    private AggregateStore<Thing> here;
    @Autowired
    private EventProbe probe;
    @Autowired
    private MongoTemplate mongo;

    @Test
    void publishTogetherWithoutLossAndInOrder() {
        String[] settings = List.of("MONGODB_URI", "KAFKA_BOOTSTRAP", "PUBLIC_URL", "MEMBERSHIP_URL").stream()
                .map(name -> "--" + name + "=" + environment.getProperty(name)).toArray(String[]::new);
        try (ConfigurableApplicationContext other = new SpringApplicationBuilder(SampleApplication.class)
                .properties("server.port=0").run(concat(settings, "--server.port=0", "--civikos.messaging.sweep-interval=50ms",
                        "--civikos.messaging.sweep-grace=0ms"))) {
            AggregateStore<Thing> there = other.getBean(AggregateStores.class).of("things", Thing.class);
            List<String> ids = IntStream.range(0, 10).mapToObj(i -> "shared-" + UUID.randomUUID()).toList();
            for (String id : ids) {
                here.insert(id, new Thing("0", 0, null), List.of(renamed(id, "0")));
            }
            for (int i = 1; i < 20; i++) {
                AggregateStore<Thing> store = i % 2 == 0 ? here : there;
                for (String id : ids) {
                    int number = i;
                    store.change(id, thing -> new Change<>(thing, List.of(renamed(id, Integer.toString(number)))));
                }
            }
            for (String id : ids) {
                probe.await(OUT, seen -> id.equals(seen.key()) && seen.sequence() == 20);
                await().atMost(Duration.ofSeconds(20)).until(() -> mongo.findById(id, Document.class, "things")
                        .getList("pending", Document.class).isEmpty());
            }
            long doubles = 0;
            for (String id : ids) {
                List<Seen> events = probe.events(OUT, seen -> id.equals(seen.key()));
                doubles += events.size() - 20;
                List<Long> firsts = events.stream().map(Seen::sequence).distinct().toList();
                assertThat(firsts).as("each event's first publication").containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 20).boxed().toList());
                assertThat(events.stream().map(Seen::id).distinct()).hasSize(20);
            }
            System.out.println("[figures] two relays, 200 events: " + doubles + " published twice");
        }
    }

    private static String[] concat(String[] settings, String... more) {
        return Stream.concat(Stream.of(settings), Stream.of(more)).toArray(String[]::new);
    }
}
