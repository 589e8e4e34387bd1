package org.civikos.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** A text is searched as a title is, only quicker. */
class DraftTextTest {

    @Property(tries = 2_000)
    void findsWhatLookingAtEachWordFinds(
            @ForAll @Size(max = 12) List<@StringLength(min = 1, max = 3) @CharRange(from = 'a', to = 'c') String> text,
            @ForAll @Size(max = 3) List<@StringLength(min = 1, max = 3) @CharRange(from = 'a', to = 'c') String> phrase) {
        String written = String.join(" ", text);
        assertThat(new DraftText(() -> DraftText.folded(written)).has(phrase)).isEqualTo(Words.contains(Words.of(written), phrase));
    }
}
