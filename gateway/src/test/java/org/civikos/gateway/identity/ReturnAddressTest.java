package org.civikos.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnAddressTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"https://example.org", "//example.org", "///example.org", "/\\example.org", "\\\\example.org", "/\t/example.org", " /x",
        "/ /example.org", "/%5Cexample.org", "/%2F%2Fexample.org/..//", "javascript:alert(1)", "data:text/html,x", "x", "/\n", "/api/people", "/id/sign-in",
        "/logout", "/login/oauth2/code/civikos", "/oauth2/authorization/civikos", "/a|b", "http:/x"})
    void staysHome(String asked) {
        assertThat(ReturnAddress.safe(asked)).isIn("/", "/%2F%2Fexample.org/..//");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/consultations/x?tab=1#art_5", "/campaigns/0199a000-0000", "/idea", "/apiary"})
    void keepsAPageOfThisSite(String asked) {
        assertThat(ReturnAddress.safe(asked)).isEqualTo(asked);
    }

    @Test
    void refusesTheEndless() {
        assertThat(ReturnAddress.safe("/" + "x".repeat(3_000))).isEqualTo("/");
    }
}
