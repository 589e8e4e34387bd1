package org.civikos.gateway.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

import org.bson.Document;
import org.civikos.gateway.session.BrowserSession.Snapshot;
import org.mongodb.spring.session.JdkMongoSessionConverter;
import org.mongodb.spring.session.MongoSession;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.serializer.support.SerializingConverter;

/**
 * The stored form of a session, in the layout of mongodb-spring-session. Reading accepts only the classes that a session of
 * ours can hold, so that writing to the database is not yet running code in the gateway.
 */
final class SessionDocuments extends JdkMongoSessionConverter {

    static final String ACCESSED = "accessed";
    static final String ATTRIBUTES = "attr";
    static final String EXPIRES = "expireAt";
    private static final String CREATED = "created";

    private static final ObjectInputFilter KNOWN = ObjectInputFilter.Config.createFilter(
            "maxdepth=30;maxrefs=5000;maxbytes=262144;org.civikos.gateway.**;org.springframework.security.**;"
                    + "java.util.*;java.time.*;java.lang.*;java.math.*;java.net.URL;java.net.URI;!*");

    private final Expiry expiry;

    SessionDocuments(Expiry expiry) {
        super(new SerializingConverter(), reader(), Duration.ofMinutes(30));
        this.expiry = expiry;
    }

    private static Converter<byte[], Object> reader() {
        return bytes -> {
            try (var in = new FilteredInput(new ByteArrayInputStream(bytes))) {
                return in.readObject();
            } catch (IOException | ClassNotFoundException e) {
                throw new IllegalStateException("A stored session cannot be read", e);
            }
        };
    }

    Document write(Snapshot session) {
        var mongo = new MongoSession(session.id());
        session.attributes().forEach(mongo::setAttribute);
        mongo.setLastAccessedTime(session.accessed());
        var document = convert(mongo);
        document.put(CREATED, Date.from(session.created()));
        document.put(ACCESSED, Date.from(session.accessed()));
        document.put(EXPIRES, Date.from(expiry.at(session)));
        // A duration has no BSON form of its own, and nothing reads it: the end stands in expireAt.
        document.put("interval", expiry.idle(session.attributes()).toString());
        return document;
    }

    Snapshot read(Document document) {
        var mongo = convert(document);
        Map<String, Object> attributes = new HashMap<>();
        for (var name : mongo.getAttributeNames()) {
            attributes.put(name, mongo.getAttribute(name));
        }
        return new Snapshot(mongo.getId(), instant(document, CREATED), instant(document, ACCESSED), Map.copyOf(attributes));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static final class FilteredInput extends ObjectInputStream {
        FilteredInput(InputStream in) throws IOException {
            super(in);
            setObjectInputFilter(KNOWN);
        }
    }
}
