package org.civikos.platform.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void makesVersionSevenThatNeverRepeats() {
        assertThat(Stream.generate(Ids::next).limit(10_000).collect(Collectors.toSet())).hasSize(10_000)
                .allMatch(id -> UUID.fromString(id).version() == 7 && UUID.fromString(id).variant() == 2 && Ids.isValid(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0199a000-0000-7000-8000-000000000101", "projektligji-2026"})
    void accepts(String id) {
        assertThat(Ids.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "ab", "-abc", "Abc", "a b c", "ëndrra", "a/b", "a.b.c", "abc\n"})
    void refuses(String id) {
        assertThat(Ids.isValid(id)).isFalse();
    }
}
