package org.civikos.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;

class CursorTest {

    @Test
    void takesApartWhatItMade() {
        String cursor = Cursor.encode("Shoqata Ëndrra & Çka", "", "id-1");
        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decode(cursor, 3)).containsExactly("Shoqata Ëndrra & Çka", "", "id-1");
        assertThat(Cursor.decode(null, 3)).isNull();
        assertThat(Cursor.decode("", 3)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "YQ", "{}", "a b"})
    void refusesWhatItDidNotMake(String cursor) {
        assertThatThrownBy(() -> Cursor.decode(cursor, 2)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(problem.code()).isEqualTo("invalid-cursor");
        });
    }

    @Test
    void refusesAnEndlessCursor() {
        assertThatThrownBy(() -> Cursor.decode("A".repeat(100_000), 1)).isInstanceOf(Problem.class);
    }

    @Test
    void limitsPages() {
        assertThat(Cursor.limit(null)).isEqualTo(50);
        assertThat(Cursor.limit(1)).isEqualTo(1);
        assertThat(Cursor.limit(5_000)).isEqualTo(200);
        assertThatThrownBy(() -> Cursor.limit(0)).isInstanceOf(Problem.class);
    }

    @Test
    void givesACursorOnlyWhereMoreFollows() {
        assertThat(CursorPage.of(List.of("a", "b"), 2, item -> item)).isEqualTo(new CursorPage<>(List.of("a", "b"), null));
        assertThat(CursorPage.of(List.of("a", "b", "c"), 2, item -> item)).isEqualTo(new CursorPage<>(List.of("a", "b"), "b"));
        assertThat(CursorPage.of(List.of("a", "b", "c"), 2, item -> item).map(String::length).items()).containsExactly(1, 1);
    }
}
