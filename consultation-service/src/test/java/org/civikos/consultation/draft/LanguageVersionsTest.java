package org.civikos.consultation.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.civikos.consultation.structure.Act;
import org.civikos.consultation.structure.Splitter;
import org.civikos.consultation.structure.Threads;
import org.junit.jupiter.api.Test;

class LanguageVersionsTest {

    private static Act act(String text) throws Exception {
        return Splitter.standard().split(text.getBytes(StandardCharsets.UTF_8), "akt.txt", "text/plain");
    }

    static final String SQ = "PROJEKTLIGJI PËR PYJET\n\nNeni 1\nQëllimi\n\n1. Ky ligj përcakton mbrojtjen e pyjeve dhe të tokës pyjore në Republikën e Kosovës.\n\nNeni 2\nFushëveprimi\n\n1. Ky ligj vlen për të gjitha pyjet që janë pronë publike ose private.\n";
    static final String SR = "NACRT ZAKONA O ŠUMAMA\n\nČlan 1\nCilj\n\n1. Ovim zakonom se uređuje zaštita šuma i šumskog zemljišta u Republici Kosovo.\n\nČlan 2\nDelokrug\n\n1. Ovaj zakon važi za sve šume koje su u javnoj ili privatnoj svojini.\n";
    static final String EN = "DRAFT LAW ON FORESTS\n\nArticle 1\nPurpose\n\n1. This law provides for the protection of forests and of forest land in the Republic of Kosovo.\n\nArticle 2\nScope\n\n1. This law applies to all forests that are publicly or privately owned.\n";

    @Test
    void filesOfOneLanguageEachBecomeOneActWithOneThreadForEachArticle() throws Exception {
        Act sq = act(SQ);
        Act sr = act(SR);
        Act en = act(EN);
        assertThat(LanguageVersions.isVersionOf(sr, sq)).isTrue();
        assertThat(LanguageVersions.isVersionOf(sq, sq)).as("the same language").isFalse();
        Act joined = LanguageVersions.joined(sq, List.of(sr, en));
        assertThat(joined.languages()).containsExactly("sq", "sr", "en");
        assertThat(joined.nodes()).hasSize(sq.nodes().size() + sr.nodes().size() + en.nodes().size()).doesNotHaveDuplicates();
        Threads threads = Threads.of(joined.nodes());
        assertThat(threads.of("sr__art_2")).isEqualTo("art_2");
        assertThat(threads.of("en__art_2__par_1")).isEqualTo("art_2__par_1");
        assertThat(Threads.articles(joined.nodes())).isEqualTo(2);
        assertThat(LanguageVersions.isVersionOf(act(SR), joined)).as("there already").isFalse();
    }

    @Test
    void anotherActInAnotherLanguageIsNoVersion() throws Exception {
        StringBuilder longer = new StringBuilder("NACRT ZAKONA O VODAMA\n");
        for (int i = 1; i <= 12; i++) {
            longer.append("\nČlan ").append(i).append("\nNaslov\n\n1. Ovim zakonom se uređuje zaštita voda i obala koje su od opšteg interesa.\n");
        }
        assertThat(LanguageVersions.isVersionOf(act(longer.toString()), act(SQ))).isFalse();
    }
}
