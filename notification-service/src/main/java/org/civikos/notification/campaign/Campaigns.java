package org.civikos.notification.campaign;

import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.civikos.platform.messaging.Projections;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The campaigns that advocacy-service tells of, some dozens in years. */
public class Campaigns {

    private static final String COLLECTION = "campaigns";

    private final MongoTemplate mongo;
    private final Projections projections;

    Campaigns(MongoTemplate mongo, Projections projections) {
        this.mongo = mongo;
        this.projections = projections;
    }

    /** Makes the index; to be called before the first look. */
    public void prepare() {
        mongo.getCollection(COLLECTION).createIndex(Indexes.ascending("consultations"));
    }

    /** Takes note of how a campaign stands, unless something newer is known. */
    public void seen(Campaign campaign, long sequence) {
        projections.replaceIfNewer(COLLECTION, campaign.id(), sequence, campaign);
    }

    /** Those that have taken a draft up. */
    public List<Campaign> of(String consultationId) {
        return read(new Document("consultations", consultationId));
    }

    /** Those that have taken any draft up. */
    public List<Campaign> withDrafts() {
        return read(new Document()).stream().filter(one -> !one.consultations().isEmpty()).toList();
    }

    private List<Campaign> read(Document which) {
        return mongo.getCollection(COLLECTION).find(which).map(found -> mongo.getConverter().read(Campaign.class, found)).into(new ArrayList<>());
    }
}
