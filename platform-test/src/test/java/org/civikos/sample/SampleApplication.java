package org.civikos.sample;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.EventConsumer;
import org.civikos.platform.messaging.EventMetadata;
import org.civikos.platform.messaging.OutgoingEvent;
import org.civikos.platform.messaging.Projections;
import org.civikos.platform.messaging.Versioned;
import org.civikos.platform.security.Access;
import org.civikos.platform.security.AccessRules;
import org.civikos.platform.security.Actor;
import org.civikos.platform.web.Etags;
import org.civikos.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.json.JsonMapper;

@SpringBootApplication
public class SampleApplication {

    static final String OUT = "sample.thing.events.v1";
    static final String IN = "sample.other.events.v1";
    static final String IN_DLQ = IN + ".dlq.sample-service";
    static final String RENAMED = "org.civikos.sample.thing-renamed.v1";
    static final String SEEN = "org.civikos.sample.other-seen.v1";

    public static void main(String[] args) {
        SpringApplication.run(SampleApplication.class, args);
    }

    record Thing(String name, int renames, @Nullable Instant since) {
    }

    record Renamed(String id, String name) {
    }

    record Other(String name, int number) {
    }

    /** What the consumer did, and how it is told to fail. */
    static class Journal {
        final ConcurrentLinkedQueue<EventMetadata> handled = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> erased = new ConcurrentLinkedQueue<>();
        final AtomicInteger attempts = new AtomicInteger();
        final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        final AtomicReference<String> failingKey = new AtomicReference<>("");
        final AtomicInteger calls = new AtomicInteger();
    }

    @Bean
    Journal journal() {
        return new Journal();
    }

    @Bean
    AggregateStore<Thing> things(AggregateStores stores) {
        return stores.of("things", Thing.class);
    }

    @Bean
    EventConsumer followOthers(JsonMapper json, Projections projections, Journal journal) {
        return EventConsumer.named("others").on(SEEN, Other.class, (other, event) -> {
            RuntimeException failure = journal.failure.get();
            if (failure != null && journal.failingKey.get().equals(event.key())) {
                journal.attempts.incrementAndGet();
                throw failure;
            }
            if (projections.replaceIfNewer("others", event.subject(), event.sequence(), other)) {
                journal.handled.add(event);
            }
        }).onTombstone((key, event) -> {
            projections.deleteIfNewer("others", key, event.sequence() == 0 ? Long.MAX_VALUE : event.sequence());
            journal.erased.add(key);
        }).build(json);
    }

    @Bean
    AccessRules accessRules() {
        return AccessRules.builder()
                .allow(HttpMethod.GET, "/api/things/**", Access.PUBLIC)
                .allow(HttpMethod.PUT, "/api/things/*", Access.SIGNED_IN)
                .allow(HttpMethod.POST, "/api/things", Access.role("secretariat", "board"))
                .allow(HttpMethod.POST, "/api/files", Access.SIGNED_IN)
                .build();
    }

    record Request(@NotBlank @Size(max = 20) String name, List<@Valid Part> parts) {
    }

    record Part(@NotBlank String label) {
    }

    @RestController
    static class ThingController {

        private final AggregateStore<Thing> things;
        private final Journal journal;

        ThingController(AggregateStore<Thing> things, Journal journal) {
            this.things = things;
            this.journal = journal;
        }

        @GetMapping("/api/things/{id}")
        ResponseEntity<Thing> get(@PathVariable String id) {
            Versioned<Thing> thing = things.find(id).orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
            return ResponseEntity.ok().eTag(Etags.of(thing.version())).body(thing.state());
        }

        @GetMapping("/api/things/failing")
        String failing(@RequestParam(required = false) Integer number) {
            throw new IllegalStateException("secret internals");
        }

        @PutMapping("/api/things/{id}")
        Map<String, Object> put(@PathVariable String id, @Valid @RequestBody Request request,
                @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
            if (things.find(id).isEmpty()) {
                things.insert(id, new Thing(request.name(), 0, Instant.EPOCH), List.of(renamed(id, request.name())));
            } else {
                Etags.requireMatch(ifMatch, things.find(id).orElseThrow().version());
                things.change(id, thing -> new Change<>(new Thing(request.name(), thing.renames() + 1, thing.since()),
                        List.of(renamed(id, request.name()))));
            }
            return Map.of("id", id, "by", Actor.current().id());
        }

        @PostMapping("/api/things")
        ResponseEntity<Map<String, Object>> post(@Valid @RequestBody Request request) {
            int call = journal.calls.incrementAndGet();
            if (request.name().equals("conflict")) {
                throw Problem.of(HttpStatus.CONFLICT, "already-exists").field("/name", "unknown");
            }
            return ResponseEntity.status(201).header("Location", "/api/things/" + call).body(Map.of("call", call));
        }

        @PostMapping("/api/files")
        Map<String, Object> file(@RequestParam MultipartFile file) {
            return Map.of("bytes", file.getSize());
        }
    }

    static OutgoingEvent renamed(String id, String name) {
        return new OutgoingEvent(OUT, RENAMED, id, new Renamed(id, name));
    }
}
