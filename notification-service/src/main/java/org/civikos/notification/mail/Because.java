package org.civikos.notification.mail;

import com.ibm.icu.text.ListFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.civikos.notification.subscription.Why;
import org.civikos.notification.text.Language;
import org.civikos.notification.text.Phrases;
import org.jspecify.annotations.Nullable;

/** Says in words which subscription brought a message. */
public final class Because {

    private final Phrases phrases;

    public Because(Phrases phrases) {
        this.phrases = phrases;
    }

    /** @param organisations for which the reader is told; empty for none */
    String sentence(Why why, Language language, String organisations) {
        String what = what(why, language);
        if (why.organisations() && !organisations.isBlank()) {
            return phrases.say(language, "mail.why.set", Map.of("organisation", organisations, "what", what));
        }
        return why.name().isEmpty() ? phrases.say(language, "mail.why.asked", Map.of("what", what))
                : phrases.say(language, "mail.why.named", Map.of("name", why.name(), "what", what));
    }

    /**
     * Why somebody gets a summary.
     *
     * @param whys of what is in it; null among them for what is the business of the reader's organisations
     */
    public String summary(Collection<@Nullable Why> whys, Language language) {
        List<String> subscriptions = whys.stream().map(why -> why == null ? phrases.say(language, "why.organisation")
                : why.name().isEmpty() ? what(why, language) : phrases.say(language, "why.named", Map.of("name", why.name()))).distinct().toList();
        return subscriptions.isEmpty() ? phrases.say(language, "digest.why")
                : phrases.say(language, "digest.why.asked", Map.of("what", list(subscriptions, language)));
    }

    private String what(Why why, Language language) {
        return list(why.fitting().stream().map(one -> phrases.say(language, "why." + one.criterion().code(), Map.of("value", switch (one.criterion()) {
            case INSTITUTION -> phrases.institution(language, one.value()).orElse(one.value());
            case FIELD, REGION, ACT_KIND, GROUP -> phrases.find(language, one.criterion().code() + "." + one.value()).orElse(one.value());
            case EVERYTHING, WORD, CAMPAIGN, DRAFT, UNSORTED -> one.value();
        }))).toList(), language);
    }

    private static String list(List<String> items, Language language) {
        return ListFormatter.getInstance(language.locale()).format(items);
    }
}
