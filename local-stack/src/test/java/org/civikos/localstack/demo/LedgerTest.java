package org.civikos.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.civikos.localstack.demo.Ledger.Arrival;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private final SampleNetwork network = new SampleNetwork();

    @Test
    void theNetworkIsLargeInventedAndUnreachable() {
        assertThat(network.organisations()).hasSizeGreaterThanOrEqualTo(40).allMatch(o -> !o.fields().isEmpty());
        assertThat(network.representatives()).hasSizeGreaterThanOrEqualTo(90);
        assertThat(network.representatives()).extracting(SampleNetwork.Representative::email).doesNotHaveDuplicates()
                .allMatch(e -> e.matches("[a-z.0-9]+@example\\.org"));
        assertThat(network.representatives()).extracting(SampleNetwork.Representative::phone).filteredOn(p -> !p.isEmpty())
                .doesNotHaveDuplicates().allMatch(p -> p.matches("\\+38343900\\d{3}"));
        assertThat(network.representatives()).extracting(SampleNetwork.Representative::language).contains("sq", "sr", "en");
        assertThat(network.representatives().stream().filter(r -> r.settings() != null)).hasSize(SampleNetwork.WITH_SMS);
        assertThat(new HashSet<>(network.members().stream().map(m -> m.group() + m.personId()).toList())).hasSize(12);
    }

    @Test
    void whoeverHasAMandateTodayIsConcernedByAConsultationWithoutFields() {
        Ledger ledger = new Ledger(network, Set.of(), DAY);
        assertThat(ledger.concerned()).hasSize(network.representatives().size() - 2);
        assertThat(ledger.expected("sms")).isEqualTo(SampleNetwork.WITH_SMS);
        assertThat(ledger.expected("email")).isEqualTo(ledger.concerned().size() - 1);
    }

    @Test
    void onlyTheFieldsOfOnesOrganisationConcernUnlessOneWantsEverything() {
        Ledger ledger = new Ledger(network, Set.of("media"), DAY);
        assertThat(ledger.concerned()).isNotEmpty().allMatch(r -> r.organisation().fields().contains("media")
                || r.settings() != null && r.settings().scope().equals("everything"));
    }

    @Test
    void tellsWhatIsMissingDoubledAndUnexpected() {
        Ledger ledger = new Ledger(network, Set.of(), DAY);
        List<Arrival> all = new ArrayList<>(ledger.expected());
        assertThat(ledger.compare(all).exactlyOnce()).isTrue();
        Arrival lost = all.removeFirst();
        Arrival twice = all.getFirst();
        all.add(twice);
        Arrival stranger = new Arrival("email", "stranger@example.org");
        all.add(stranger);
        Ledger.Result result = ledger.compare(all);
        assertThat(result.exactlyOnce()).isFalse();
        assertThat(result.missing()).containsExactly(lost);
        assertThat(result.doubled()).containsOnlyKeys(twice);
        assertThat(result.unexpected()).containsExactly(stranger);
    }
}
