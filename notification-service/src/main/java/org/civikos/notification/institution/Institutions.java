package org.civikos.notification.institution;

import com.mongodb.client.model.Filters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.civikos.notification.subscription.Fact;
import org.civikos.notification.text.InstitutionNames;
import org.civikos.notification.text.Language;
import org.civikos.platform.messaging.Projections;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The table as it was told last, kept in the store so that every instance goes by it, also one that starts later. */
public final class Institutions implements InstitutionNames {

    static final String COLLECTION = "institutionTables";
    private static final String ID = "kept";
    private static final Logger LOG = LoggerFactory.getLogger(Institutions.class);

    /** As the event tells it: the whole table. */
    record Facts(List<Told> institutions) {
        Facts {
            Objects.requireNonNull(institutions, "institutions");
        }
    }

    record Told(String id, Map<String, String> names, @Nullable List<String> predecessors, @Nullable String region) {
        Told {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(names, "names");
        }
    }

    record Stored(List<Told> institutions) {}

    /** @param kin by institution, those before and after it, over however many; whoever has none is not in it */
    private record Known(long version, Map<String, Told> byId, Map<String, List<String>> kin) {

        static final Known NOTHING = new Known(0, Map.of(), Map.of());

        static Known of(long version, List<Told> institutions) {
            Map<String, Told> byId = new HashMap<>();
            Map<String, List<String>> before = new HashMap<>();
            Map<String, List<String>> after = new HashMap<>();
            for (Told one : institutions) {
                byId.put(one.id(), one);
                for (String predecessor : one.predecessors() == null ? List.<String>of() : one.predecessors()) {
                    before.computeIfAbsent(one.id(), _ -> new ArrayList<>()).add(predecessor);
                    after.computeIfAbsent(predecessor, _ -> new ArrayList<>()).add(one.id());
                }
            }
            Map<String, List<String>> kin = new HashMap<>();
            for (String id : byId.keySet()) {
                Set<String> all = new LinkedHashSet<>();
                collect(id, before, all);
                all.remove(id);
                Set<String> later = new LinkedHashSet<>();
                collect(id, after, later);
                all.addAll(later);
                all.remove(id);
                if (!all.isEmpty()) {
                    kin.put(id, List.copyOf(all));
                }
            }
            return new Known(version, byId, kin);
        }

        private static void collect(String id, Map<String, List<String>> next, Set<String> all) {
            if (all.add(id)) {
                next.getOrDefault(id, List.of()).forEach(one -> collect(one, next, all));
            }
        }
    }

    private final Projections projections;
    private final Function<String, Optional<Long>> versions;
    private volatile Known known = Known.NOTHING;

    Institutions(Projections projections, MongoTemplate mongo, MeterRegistry meters) {
        this.projections = projections;
        this.versions = id -> Optional.ofNullable(mongo.execute(COLLECTION, tables -> tables.find(Filters.eq("_id", id))
                .projection(new Document(Projections.SEQUENCE, 1)).first())).map(found -> found.get(Projections.SEQUENCE, Number.class).longValue());
        meters.gauge("civikos.institutions.version", this, all -> all.known.version());
    }

    /** Takes a table in, unless a later one is known. */
    void changed(Facts facts, long sequence) {
        projections.replaceIfNewer(COLLECTION, ID, sequence, new Stored(facts.institutions()));
        refresh();
    }

    /** The table is read only where it has changed; from here on this instance goes by it. */
    synchronized void refresh() {
        long version = versions.apply(ID).orElse(0L);
        if (version != known.version()) {
            known = Known.of(version, projections.find(COLLECTION, ID, Stored.class).map(Stored::institutions).orElse(List.of()));
            LOG.info("Institutions are known by version {} of the table: {} of them", version, known.byId().size());
        }
    }

    @Override
    public Optional<String> name(Language language, String id) {
        Told told = known.byId().get(id);
        if (told == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(told.names().get(language.code()))
                .or(() -> List.of("sq", "sr", "en").stream().filter(told.names()::containsKey).map(told.names()::get).findFirst());
    }

    /** A fact with all by whose followers it is asked for, and where its institution governs. */
    public Fact known(Fact fact) {
        Known now = known;
        Told told = now.byId().get(fact.institution());
        return fact.published(now.kin().getOrDefault(fact.institution(), List.of()), told == null ? fact.region() : told.region());
    }
}
