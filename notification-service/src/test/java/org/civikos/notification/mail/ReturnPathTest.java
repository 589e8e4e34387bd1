package org.civikos.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.civikos.notification.delivery.Channel;
import org.civikos.notification.delivery.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

    private static final String ID = Delivery.idOf("alert-1", "person-1", Channel.EMAIL);
    private final ReturnPath path = new ReturnPath("bounces+{id}@example.org", "a-secret-of-some-length");

    @Test
    void anAddressTellsItsDelivery() {
        String address = path.address(ID);
        assertThat(address.substring(0, address.indexOf('@'))).hasSizeLessThanOrEqualTo(64);
        assertThat(path.deliveryId(address)).contains(ID);
        assertThat(path.deliveryId(" " + address.toUpperCase(Locale.ROOT) + " ")).as("some servers change the case").contains(ID);
        assertThat(path.address(Delivery.idOf("alert-1", "person-2", Channel.EMAIL))).isNotEqualTo(address);
    }

    @Test
    void nobodyElseCanMakeOne() {
        String address = path.address(ID);
        assertThat(path.deliveryId(address.replaceFirst(ID.substring(0, 4), "0000"))).isEmpty();
        assertThat(path.deliveryId(new ReturnPath("bounces+{id}@example.org", "another-secret-of-length").address(ID))).isEmpty();
        assertThat(path.deliveryId("bounces+" + ID.replace("-", "") + "@example.org")).isEmpty();
        assertThat(path.deliveryId(address.replace("@example.org", "@example.com"))).isEmpty();
    }

    @Test
    void oneForAllTellsNothing() {
        assertThat(ReturnPath.of("bounces@example.org").address(ID)).isEqualTo("bounces@example.org");
        assertThat(ReturnPath.of("bounces@example.org").deliveryId("bounces@example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bounces@{id}.example.org", "bounces-of-the-whole-network+{id}@example.org"})
    void anAddressThatSmtpDoesNotTakeIsRefused(String pattern) {
        assertThatThrownBy(() -> new ReturnPath(pattern, "secret")).isInstanceOf(IllegalArgumentException.class);
    }
}
