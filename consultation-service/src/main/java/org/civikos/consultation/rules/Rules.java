package org.civikos.consultation.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Change;
import org.civikos.platform.messaging.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rules in force: those that the service comes with, in whose place stands what the secretariat has written. */
@Component
public class Rules {

    /** Shortest written consultation. */
    public static final String PERIOD = "consultation-period";
    /** Longest written consultation. */
    public static final String LONGEST_PERIOD = "longest-consultation-period";
    /** Notice before a public meeting. */
    public static final String MEETING_NOTICE = "meeting-notice";
    /** The report with answers, after the close. */
    public static final String REPORT = "report-after-close";
    /** Everything that a rule can limit. */
    static final Set<String> CODES = Set.of(PERIOD, LONGEST_PERIOD, MEETING_NOTICE, REPORT);

    private final AggregateStore<Rule> store;
    private final Map<String, Rule> delivered;

    Rules(AggregateStores stores) {
        this.store = stores.of("rules", Rule.class);
        this.delivered = delivered();
    }

    private record Delivered(String id, String code, String act, @Nullable String article, @Nullable Integer value, String unit, boolean firstDayCounts, String validFrom,
            @Nullable String validTo, boolean confirmed, @Nullable String source) {
    }

    static Map<String, Rule> delivered() {
        try (InputStream file = Rules.class.getResourceAsStream("/rules.json")) {
            if (file == null) {
                throw new IllegalStateException("Missing on the class path: /rules.json");
            }
            Map<String, Rule> rules = new LinkedHashMap<>();
            for (Delivered one : JsonMapper.shared().readValue(file, new TypeReference<List<Delivered>>() { })) {
                rules.put(one.id(), new Rule(one.code(), one.act(), one.article(), one.value(), one.unit(), one.firstDayCounts(), one.validFrom(), one.validTo(),
                        one.confirmed(), one.source()));
            }
            return rules;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All of them by identifier, the delivered ones first; one that was never written has version 0. */
    List<Versioned<Rule>> all() {
        Map<String, Versioned<Rule>> rules = new LinkedHashMap<>();
        delivered.forEach((id, rule) -> rules.put(id, new Versioned<>(id, 0, rule)));
        store.list(new Query()).forEach(written -> rules.put(written.id(), written));
        return new ArrayList<>(rules.values());
    }

    Optional<Versioned<Rule>> find(String id) {
        return store.find(id).or(() -> Optional.ofNullable(delivered.get(id)).map(rule -> new Versioned<>(id, 0, rule)));
    }

    /** Writes one in place of what was there. */
    Versioned<Rule> put(String id, Rule rule) {
        if (store.find(id).isEmpty()) {
            try {
                return store.insert(id, rule, List.of());
            } catch (DuplicateKeyException writtenByAnother) {
                // Then it is changed.
            }
        }
        return store.change(id, old -> Change.quiet(old.equals(rule) ? old : rule));
    }

    /**
     * Writes a rule that takes the place of another from its first day on. The new one first: should the process end in between, it holds all the same ({@link #on}), and the same
     * request again ends the old one.
     */
    Versioned<Rule> putAfter(String id, Rule rule, String before) {
        Versioned<Rule> written = put(id, rule);
        find(before).ifPresent(old -> put(before, old.state().until(LocalDate.parse(rule.validFrom()))));
        return written;
    }

    /** The rule for something on a day, the later one where two overlap; empty where none was in force. */
    public Optional<Rule> on(String code, LocalDate day) {
        return all().stream().map(Versioned::state).filter(rule -> rule.code().equals(code) && rule.inForceOn(day)).max(Comparator.comparing(Rule::validFrom));
    }
}
