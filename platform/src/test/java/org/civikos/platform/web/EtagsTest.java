package org.civikos.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class EtagsTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "*", "\"7\"", "W/\"7\"", "\"6\", \"7\""})
    void fits(String ifMatch) {
        assertThat(Etags.requireMatch(ifMatch, 7)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "\"77\"", "\"\""})
    void doesNotFit(String ifMatch) {
        assertThatThrownBy(() -> Etags.requireMatch(ifMatch, 7)).isInstanceOfSatisfying(Problem.class,
                problem -> assertThat(problem.status()).isEqualTo(HttpStatus.PRECONDITION_FAILED));
    }

    @Test
    void isTheVersion() {
        assertThat(Etags.of(7)).isEqualTo("\"7\"");
    }
}
