package org.civikos.platform.messaging;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.civikos.platform.id.Ids;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Turns decided facts into events that wait: identifier, sequence, time, payload as JSON and the current trace. */
class EventFactory {

    private final JsonMapper json;
    private final @Nullable Tracer tracer;

    EventFactory(JsonMapper json, @Nullable Tracer tracer) {
        this.json = json;
        this.tracer = tracer;
    }

    List<PendingEvent> pending(String subject, long versionBefore, Instant now, List<OutgoingEvent> events) {
        String traceparent = events.isEmpty() ? null : traceparent();
        List<PendingEvent> pending = new ArrayList<>(events.size());
        for (OutgoingEvent event : events) {
            String data = event.data() == null ? null : json.writeValueAsString(event.data());
            pending.add(new PendingEvent(Ids.next(), event.topic(), event.type(), event.key(), subject,
                    versionBefore + pending.size() + 1, now, data, traceparent));
        }
        return pending;
    }

    private @Nullable String traceparent() {
        TraceContext context = tracer == null ? null : tracer.currentTraceContext().context();
        if (context == null || context.traceId().isBlank()) {
            return null;
        }
        String traceId = context.traceId().length() == 32 ? context.traceId() : "0000000000000000" + context.traceId();
        return "00-" + traceId + "-" + context.spanId() + (Boolean.TRUE.equals(context.sampled()) ? "-01" : "-00");
    }
}
