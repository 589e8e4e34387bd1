package org.civikos.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {

    private static final Fact LAW = Fact.of("shoqatat", "md", "law", List.of("rule-of-law", "civil-society"),
            "Projektligji për lirinë e asociimit në organizata joqeveritare");
    private static final Fact UNSORTED = Fact.of("uredba", "msh", "regulation", List.of(), "Нацрт уредбе о јавним набавкама и ђацима");
    private static final List<List<String>> YOUTH = List.of(List.of("youth"));

    private static Subscription chosen(Match match, List<String> institutions, List<String> kinds, List<String> fields, List<String> words,
            @Nullable String draft, boolean unsorted) {
        return new Subscription("one", "", Scope.CHOSEN, match, institutions, kinds, fields, words, draft, unsorted, Frequency.AT_ONCE,
                List.of(Way.EMAIL), null);
    }

    private static Subscription words(String... words) {
        return chosen(Match.ANY, List.of(), List.of(), List.of(), List.of(words), null, true);
    }

    @ParameterizedTest
    @CsvSource({"liri,true", "LIRINE E ASOCIIMIT,true", "asociimit në,true", "lirinë asociimit,false", "ciimit,false", "joqeveritar,true",
            "organizatë,false", "'  ',false", "për-lirinë,true"})
    void wordsAreFoundFromTheirBeginningWhateverTheLettersAre(String word, boolean found) {
        assertThat(words(word).fits(LAW, YOUTH)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"uredbe o javnim", "уредба", "nabavk", "djac", "đac", "dac", "ЂАЦ"})
    void scriptMakesNoDifference(String word) {
        Fact fact = Fact.of("x", "md", null, List.of("youth"), "Нацрт уредбе о јавним набавкама и ђацима, уредба");
        assertThat(words(word).fits(fact, YOUTH)).isTrue();
    }

    /** In the text only where that was asked for: a common word stands in every law. */
    @ParameterizedTest
    @CsvSource({"vullnetar,true", "MBROJTJEN E VULLNETAR,true", "mbrojtja,false", "themelimin vullnetar,false", "volonter,true", "волонтер,true", "netar,false", "asociimit,true", "i ri,false"})
    void wordsAreFoundInTheTextWhereThatIsAskedFor(String word, boolean found) {
        Fact fact = LAW.saying(new DraftText(() -> DraftText.folded("Ky ligj rregullon themelimin e shoqatave\ndhe mbrojtjen e vullnetarëve. О волонтерима")));
        Subscription inTitle = words(word);
        Subscription inText = new Subscription("one", "", Scope.CHOSEN, Match.ANY, null, null, null, List.of(word), null, false, Frequency.AT_ONCE, List.of(Way.EMAIL), null, null,
                null, null, null, true);
        assertThat(inText.fits(fact, YOUTH)).isEqualTo(found);
        assertThat(inText.fits(fact.published(List.of(), null).in(List.of("c"), List.of("g")), YOUTH)).as("with what else is known of it").isEqualTo(found);
        assertThat(inTitle.fits(fact, YOUTH)).isEqualTo(word.equals("asociimit"));
        assertThat(inText.fits(LAW, YOUTH)).as("nobody could read it").isEqualTo(word.equals("asociimit"));
        assertThat(Subscription.plan(List.of(inText), fact, YOUTH).map(plan -> plan.why().fitting())).isEqualTo(found
                ? Optional.of(List.of(new Why.Fitting(Why.Criterion.WORD, word))) : Optional.empty());
    }

    /** The text is fetched for those who ask for words in it, and once for all who do. */
    @Test
    void aTextThatNobodyAsksForIsNotFetched() {
        int[] fetched = {0};
        Fact fact = LAW.saying(new DraftText(() -> {
            fetched[0]++;
            return DraftText.folded("Teksti");
        }));
        assertThat(words("shkolla").fits(fact, YOUTH)).isFalse();
        assertThat(fetched[0]).isZero();
        for (String word : List.of("tekst", "teksti", "tekst", "tjetër")) {
            fact.text().has(Words.of(word));
        }
        assertThat(fetched[0]).isEqualTo(1);
    }

    @Test
    void anyCriterionIsEnoughOrAllAreNeeded() {
        assertThat(chosen(Match.ANY, List.of("md"), List.of("strategy"), List.of(), List.of(), null, false).fits(LAW, YOUTH)).isTrue();
        assertThat(chosen(Match.ALL, List.of("md"), List.of("strategy"), List.of(), List.of(), null, false).fits(LAW, YOUTH)).isFalse();
        assertThat(chosen(Match.ALL, List.of("md", "msh"), List.of("law"), List.of("civil-society"), List.of("asociim"), null, false)
                .fits(LAW, YOUTH)).isTrue();
        assertThat(chosen(Match.ALL, List.of("md"), List.of(), List.of(), List.of(), "another", false).fits(LAW, YOUTH)).isFalse();
        assertThat(chosen(Match.ANY, List.of(), List.of(), List.of(), List.of(), "shoqatat", false).fits(LAW, YOUTH)).isTrue();
        assertThat(chosen(Match.ALL, List.of(), List.of(), List.of(), List.of(), null, true).fits(LAW, YOUTH)).as("empty").isFalse();
    }

    @Test
    void whoFollowsAnInstitutionIsToldOfThoseBeforeAndAfterIt() {
        Fact taken = LAW.published(List.of("old-justice"), null);
        assertThat(chosen(Match.ANY, List.of("old-justice"), List.of(), List.of(), List.of(), null, false).fits(taken, YOUTH)).isTrue();
        assertThat(chosen(Match.ALL, List.of("old-justice"), List.of("law"), List.of(), List.of(), null, false).fits(taken, YOUTH)).isTrue();
        assertThat(chosen(Match.ALL, List.of("old-justice"), List.of("strategy"), List.of(), List.of(), null, false).fits(taken, YOUTH)).isFalse();
        assertThat(chosen(Match.ANY, List.of("md"), List.of(), List.of(), List.of(), null, false).fits(taken, YOUTH)).isTrue();
        assertThat(chosen(Match.ANY, List.of("msh"), List.of(), List.of(), List.of(), null, false).fits(taken, YOUTH)).isFalse();
        assertThat(chosen(Match.ANY, List.of("old-justice"), List.of(), List.of(), List.of(), null, false).fits(LAW, YOUTH)).isFalse();
        assertThat(taken.in(List.of("campaign"), List.of()).kin()).as("also when a campaign has taken it up").containsExactly("old-justice");
    }

    @Test
    void aDraftThatNobodyHasSortedFitsFieldsOnlyIfAskedFor() {
        assertThat(chosen(Match.ANY, List.of(), List.of(), List.of("youth"), List.of(), null, true).fits(UNSORTED, YOUTH)).isTrue();
        assertThat(chosen(Match.ANY, List.of(), List.of(), List.of("youth"), List.of(), null, false).fits(UNSORTED, YOUTH)).isFalse();
        assertThat(chosen(Match.ALL, List.of("md"), List.of(), List.of("youth"), List.of(), null, true).fits(UNSORTED, YOUTH)).isFalse();
        assertThat(words("strategji").fits(UNSORTED, YOUTH)).as("whoever asks for words is not told everything unsorted").isFalse();
    }

    @Test
    void anActWhoseKindIsNotSaidFitsNoKind() {
        Fact untold = Fact.of("x", "md", null, List.of("youth"), "X");
        assertThat(chosen(Match.ANY, List.of(), List.of("law", "other"), List.of(), List.of(), null, true).fits(untold, YOUTH)).isFalse();
    }

    private static Subscription following(Match match, List<String> regions, List<String> campaigns, List<String> groups) {
        return new Subscription("one", "", Scope.CHOSEN, match, List.of(), List.of(), List.of(), List.of(), null, false, Frequency.AT_ONCE,
                List.of(Way.EMAIL), null, regions, campaigns, groups);
    }

    @Test
    void aRegionIsThatOfTheMunicipalityThatPublishes() {
        Fact local = Fact.of("taksat", "komuna-suhareke", "regulation", List.of("local-government"), "Projektrregullore për taksat");
        assertThat(following(Match.ANY, List.of("prizren"), List.of(), List.of()).fits(local, YOUTH)).isTrue();
        assertThat(following(Match.ANY, List.of("peje", "gjilan"), List.of(), List.of()).fits(local, YOUTH)).isFalse();
        assertThat(following(Match.ANY, List.of("prizren"), List.of(), List.of()).fits(LAW, YOUTH)).as("of the whole country").isFalse();
        Fact nowhere = Fact.of("x", "komuna-e-askujt", null, List.of(), "X");
        assertThat(following(Match.ANY, List.of("prizren"), List.of(), List.of()).fits(nowhere, YOUTH)).isFalse();
    }

    @Test
    void aDraftIsTheBusinessOfWhoFollowsItsCampaignOrTheGroup() {
        Fact taken = LAW.in(List.of("kohe", "tjeter"), List.of("participation"));
        assertThat(following(Match.ANY, List.of(), List.of("kohe"), List.of()).fits(taken, YOUTH)).isTrue();
        assertThat(following(Match.ANY, List.of(), List.of(), List.of("participation", "volunteering")).fits(taken, YOUTH)).isTrue();
        assertThat(following(Match.ANY, List.of(), List.of("kohe"), List.of("participation")).fits(LAW, YOUTH)).isFalse();
        assertThat(following(Match.ALL, List.of(), List.of("kohe"), List.of("volunteering")).fits(taken, YOUTH)).isFalse();
        assertThat(following(Match.ALL, List.of("prizren"), List.of("kohe"), List.of()).fits(taken, YOUTH)).isFalse();
    }

    @Test
    void thatACampaignTookADraftUpIsToldToItsFollowersAlone() {
        Fact news = LAW.takenUpBy(List.of("kohe"), List.of("participation"));
        assertThat(following(Match.ANY, List.of(), List.of("kohe"), List.of()).fits(news, YOUTH)).isTrue();
        assertThat(following(Match.ANY, List.of(), List.of(), List.of("participation")).fits(news, YOUTH)).isTrue();
        assertThat(following(Match.ANY, List.of(), List.of("another"), List.of()).fits(news, YOUTH)).isFalse();
        assertThat(chosen(Match.ANY, List.of("md"), List.of("law"), List.of("civil-society"), List.of("asociim"), "shoqatat", true)
                .fits(news, YOUTH)).as("they have been told of the draft itself").isFalse();
        assertThat(Subscription.standard(Scope.EVERYTHING, List.of(), List.of()).fits(news, YOUTH)).isFalse();
        assertThat(Subscription.standard(Scope.ORGANISATION_FIELDS, List.of(), List.of()).fits(news, List.of(List.of("civil-society")))).isFalse();
    }

    @Test
    void theMostImmediateDecidesWhenAndTheWaysArePutTogether() {
        Subscription daily = new Subscription("a", "", Scope.EVERYTHING, Match.ANY, null, null, null, null, null, true, Frequency.DAILY,
                List.of(Way.EMAIL), "en");
        Subscription atOnce = new Subscription("b", "", Scope.CHOSEN, Match.ANY, List.of("md"), null, null, null, null, true,
                Frequency.AT_ONCE, List.of(Way.SMS), "sr");
        assertThat(Subscription.plan(List.of(daily, atOnce), LAW, YOUTH)).contains(new Plan(Frequency.AT_ONCE, true, true, "sr", null, why(Why.Criterion.INSTITUTION, "md")));
        assertThat(Subscription.plan(List.of(daily, atOnce), UNSORTED, YOUTH)).as("institution alone, and it is another's draft")
                .contains(new Plan(Frequency.AT_ONCE, true, true, "sr", null, why(Why.Criterion.UNSORTED, "")));
        assertThat(Subscription.plan(List.of(daily), LAW, YOUTH)).contains(new Plan(Frequency.DAILY, true, false, "en", null, why(Why.Criterion.EVERYTHING, "")));
        assertThat(Subscription.plan(List.of(), LAW, YOUTH)).isEmpty();
    }

    private static Why why(Why.Criterion criterion, String value) {
        return new Why(false, "", List.of(new Why.Fitting(criterion, value)));
    }

    @Test
    void theReasonIsWhatOfTheSubscriptionFits() {
        Subscription any = chosen(Match.ANY, List.of("md", "msh"), List.of("strategy"), List.of("civil-society"), List.of("zhurm", "asociim"), null, true);
        assertThat(Subscription.plan(List.of(any), LAW, YOUTH)).get().extracting(Plan::why).isEqualTo(new Why(false, "", List.of(
                new Why.Fitting(Why.Criterion.WORD, "asociim"), new Why.Fitting(Why.Criterion.INSTITUTION, "md"), new Why.Fitting(Why.Criterion.FIELD, "civil-society"))));
        Fact news = LAW.takenUpBy(List.of("kohe"), List.of("participation"));
        assertThat(Subscription.plan(List.of(following(Match.ANY, List.of("md"), List.of("kohe"), List.of())), news, YOUTH)).get().extracting(Plan::why)
                .as("that the ministry fits is no reason for this").isEqualTo(why(Why.Criterion.CAMPAIGN, "kohe"));
        Subscription standard = Subscription.standard(Scope.ORGANISATION_FIELDS, List.of(), List.of());
        assertThat(Subscription.plan(List.of(any, standard), LAW, List.of(List.of("civil-society")))).get().extracting(Plan::why)
                .as("the organisation's business says most").isNull();
    }

    @Test
    void aReasonIsReadAsItWasWritten() {
        Why why = new Why(true, "Zhurma: natën", List.of(new Why.Fitting(Why.Criterion.WORD, "name:zhurm"), new Why.Fitting(Why.Criterion.DRAFT, "")));
        assertThat(Why.read(why.written())).isEqualTo(why);
        assertThat(Why.read(null)).isNull();
        assertThat(Why.read(List.of("name:Zhurma", "another-criterion:x"))).as("of a newer version").isNull();
    }

    /** 29 March 2026: from 2 to 3; 25 October 2026: from 3 back to 2. A Thursday, a Sunday, a Monday. */
    @ParameterizedTest
    @CsvSource({
        "DAILY,Europe/Belgrade,2026-03-28T07:00:00Z,2026-03-29T05:00:00Z",
        "DAILY,Europe/Belgrade,2026-03-28T05:59:59.999Z,2026-03-28T06:00:00Z",
        "DAILY,Europe/Belgrade,2026-03-28T06:00:00Z,2026-03-29T05:00:00Z",
        "DAILY,Europe/Belgrade,2026-10-24T06:00:00Z,2026-10-25T06:00:00Z",
        "WEEKLY,Europe/Belgrade,2026-11-20T08:00:00Z,2026-11-23T06:00:00Z",
        "WEEKLY,Europe/Belgrade,2026-11-23T05:00:00Z,2026-11-23T06:00:00Z",
        "WEEKLY,Europe/Belgrade,2026-11-23T06:00:00Z,2026-11-30T06:00:00Z",
        "WEEKLY,Europe/Belgrade,2026-10-20T06:00:00Z,2026-10-26T06:00:00Z",
        "DAILY,America/New_York,2026-11-20T08:00:00Z,2026-11-20T12:00:00Z",
    })
    void summariesGoOutAtSevenByTheWall(Frequency frequency, String zone, Instant after, Instant next) {
        assertThat(frequency.next(after, ZoneId.of(zone))).isEqualTo(next);
    }
}
