package org.civikos.broken;

import java.time.Instant;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.civikos.brokenneighbour.Neighbour;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import reactor.core.publisher.Mono;

class BreaksRules {

    @Autowired
    Neighbour neighbour;

    @Value("${some.value}")
    String value;

    KafkaProducer<String, String> producer;

    Mono<String> reactive;

    Instant time() {
        System.out.println(value);
        return Instant.now();
    }
}
