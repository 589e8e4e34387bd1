package org.civikos.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathFirewallTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/consultations/0199a000-0000-7000-8000-000000000201/comments", "/assets/app-0a1b2c.min.js", "/api/x_y/"})
    void plainIsPlain(String path) {
        assertThat(PlainPathFirewall.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "//", "/a//b", "/../x", "/a/../b", "/a/./b", "/a..b", "/.git/config", "/a;b", "/a%2fb", "/%2e", "/a\\b", "/a b", "/a\u0000", "/ë"})
    void whateverElseGoesToTheStrictOne(String path) {
        assertThat(PlainPathFirewall.isPlain(path)).isFalse();
    }
}
