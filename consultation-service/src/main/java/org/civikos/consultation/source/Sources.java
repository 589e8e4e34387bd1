package org.civikos.consultation.source;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.net.URI;
import org.civikos.consultation.draft.DocumentSource;
import org.civikos.consultation.draft.PublisherPages;
import org.civikos.consultation.institution.InstitutionUse;
import org.civikos.consultation.source.Fetcher.Fetched;
import org.civikos.platform.messaging.AggregateStore;
import org.civikos.platform.messaging.AggregateStores;
import org.civikos.platform.messaging.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The settings of sources and how far each has been read. */
@Component
class Sources implements DocumentSource, PublisherPages, InstitutionUse {

    private static final String SETTINGS = "sources";
    private static final String PROGRESS = "sourceProgress";
    private static final String PAGES = "sourcePages";

    private static final int LONGEST_ADDRESS = 2_000;

    private final AggregateStore<Source> settings;
    private final MongoTemplate mongo;
    private final Visitor visitor;
    private final SourceProperties properties;
    private final Clock clock;

    Sources(AggregateStores stores, MongoTemplate mongo, Visitor visitor, SourceProperties properties, Clock clock) {
        this.settings = stores.of(SETTINGS, Source.class);
        this.mongo = mongo;
        this.visitor = visitor;
        this.properties = properties;
        this.clock = clock;
    }

    List<Versioned<Source>> all() {
        return settings.list(new Query().with(Sort.by("_id")));
    }

    Optional<Versioned<Source>> find(String id) {
        return settings.find(id);
    }

    Versioned<Source> insert(String id, Source source) {
        return settings.insert(id, source, List.of());
    }

    Versioned<Source> update(String id, long version, Source source) {
        return settings.update(id, version, source, List.of());
    }

    SourceProgress progress(String id, Source source) {
        SourceProgress stored = mongo.findById(id, SourceProgress.class, PROGRESS);
        return stored == null ? SourceProgress.begin(id, source.firstNumber()) : stored;
    }

    /** Whether a source has brought nothing for unusually long, by its own history. */
    Optional<SourceProgress.Quiet> quiet(SourceProgress progress, LocalDate today) {
        return progress.quiet(today, properties.quietFactor(), (int) properties.quietAtLeast().toTotalMonths() * 30 + properties.quietAtLeast().getDays());
    }

    /** Whether a mailbox names a password that is set for its server. */
    boolean hasPassword(Source source) {
        return source.mailbox() == null || properties.mailPassword(source.mailbox(), URI.create(source.baseUrl()).getHost()).isPresent();
    }

    void keep(SourceProgress progress) {
        mongo.save(progress, PROGRESS);
    }

    /** Makes the next look due now. */
    void due(String id, Source source) {
        Date now = Date.from(clock.instant());
        boolean known = mongo.execute(PROGRESS, progress -> progress.updateOne(Filters.eq("_id", id), Updates.set("nextCheckAt", now))).getMatchedCount() == 1;
        if (!known) {
            keep(progress(id, source));
        }
    }

    Optional<SourcePage> page(String id) {
        return Optional.ofNullable(mongo.findById(id, SourcePage.class, PAGES));
    }

    void keep(SourcePage page) {
        mongo.save(page, PAGES);
    }

    /** Forgets a page, and what its source's list said for "not modified": it is looked through whole the next time. */
    void forget(String page, String list) {
        mongo.execute(PAGES, pages -> pages.deleteOne(Filters.eq("_id", page)));
        mongo.execute(PAGES, pages -> pages.updateOne(Filters.eq("_id", list), Updates.combine(Updates.unset("etag"), Updates.unset("lastModified"))));
    }

    /** Known pages whose turn it is: a look through one source's pages, of which there are some thousands at most. */
    List<SourcePage> duePages(String source, Instant now, int most) {
        return mongo.find(Query.query(Criteria.where("source").is(source).and("nextVisitAt").lte(now).and("watchUntil").gt(now)).limit(most),
                SourcePage.class, PAGES);
    }

    /** Entries of a source's list that are watched and were named by it when it was last read whole. */
    List<SourcePage> listed(String source, Instant now) {
        return mongo.find(Query.query(Criteria.where("source").is(source).and("watchUntil").gt(now).and("draft").ne(null).and("url").is(null).and("offSince").is(null)), SourcePage.class, PAGES);
    }

    @Override
    public Optional<Place> place(String url) {
        URI address;
        try {
            address = URI.create(url.strip());
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        if (url.length() > LONGEST_ADDRESS || address.getScheme() == null || !address.getScheme().matches("(?i)https?")) {
            return Optional.empty();
        }
        for (Versioned<Source> source : all()) {
            if (!source.state().kind().equals(Source.MAILBOX) && Fetcher.sameHost(URI.create(source.state().baseUrl()), address)) {
                Optional<Place> found = place(source.id(), source.state(), address);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A portal's page by its number, whatever else stands in the address; else the address without its fragment, unless it is the start page or the list itself. */
    private static Optional<Place> place(String id, Source source, URI address) {
        if (source.kind().equals(Source.PORTAL_BY_NUMBER)) {
            OptionalInt number = Numbered.of(source).number(address);
            return number.isPresent() ? Optional.of(new Place(id, Visitor.address(source, number.getAsInt()).toString(), number.getAsInt())) : Optional.empty();
        }
        String plain = address.toString().replaceFirst("#.*$", "");
        boolean list = plain.equals(source.baseUrl()) || plain.equals(source.baseUrl() + "/") || source.listing() != null && plain.equals(source.listing().address());
        return list ? Optional.empty() : Optional.of(new Place(id, plain, null));
    }

    /** A portal's page by its number, or an entry of a list that has been seen. */
    @Override
    public Optional<Place> recognise(String url) {
        return place(url).filter(place -> place.number() != null || page(SourcePage.keyOf(place.source(), place.url())).isPresent());
    }

    @Override
    public boolean trusts(Instant fetchedWhole) {
        return visitor.trusts(fetchedWhole);
    }

    @Override
    public Download fetch(String source, String url, Validators known) throws NotAvailable, InterruptedException {
        Source setting = settings.find(source).map(Versioned::state).orElse(null);
        if (setting == null) {
            throw new NotAvailable("source-unknown", true, new IllegalStateException("No source " + source));
        }
        try {
            Fetched fetched = visitor.document(source, setting, url, new Fetcher.Known(known.etag(), known.lastModified()));
            return new Download(fetched.body(), fetched.contentType(), fetched.unchanged(),
                    fetched.unchanged() ? known : new Validators(fetched.etag(), fetched.lastModified()));
        } catch (FetchFailure failure) {
            throw new NotAvailable(failure.reason().code(), failure.reason().lasting(), failure);
        }
    }

    @Override
    public boolean names(String institution) {
        return !settings.list(Query.query(Criteria.where("state.institution").is(institution)).limit(1)).isEmpty();
    }
}
