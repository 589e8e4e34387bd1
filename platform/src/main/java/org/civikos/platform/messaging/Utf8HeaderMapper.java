package org.civikos.platform.messaging;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.support.KafkaHeaderMapper;
import org.springframework.messaging.MessageHeaders;

/** Headers are UTF-8 strings and stay so: nothing is guessed, nothing is read as JSON. Nothing is sent through it. */
class Utf8HeaderMapper implements KafkaHeaderMapper {

    @Override
    public void fromHeaders(MessageHeaders headers, Headers target) {
        // Publishing is the relay's, which writes its headers itself.
    }

    @Override
    public void toHeaders(Headers source, Map<String, Object> target) {
        for (Header header : source) {
            if (header.value() != null) {
                target.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
    }
}
