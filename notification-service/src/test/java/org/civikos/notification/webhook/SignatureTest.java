package org.civikos.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** The example that the libraries of Standard Webhooks are tested with. */
    @Test
    void signsAsTheStandardsOwnExample() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(Signature.text(secret)).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(Signature.header(List.of(secret), "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void twoSecretsSignOneAfterTheOther() {
        byte[] one = Signature.makeSecret();
        byte[] two = Signature.makeSecret();
        Instant at = Instant.ofEpochSecond(1);
        assertThat(Signature.header(List.of(one, two), "a", at, "b"))
                .isEqualTo(Signature.header(List.of(one), "a", at, "b") + " " + Signature.header(List.of(two), "a", at, "b"));
    }

    @Test
    void whatIsSealedOpensHereAloneAndNotIfItWasChanged() {
        Sealed here = new Sealed("the installation's secret");
        byte[] secret = Signature.makeSecret();
        String sealed = here.seal(secret);
        assertThat(here.open(sealed)).isEqualTo(secret);
        assertThat(here.seal(secret)).isNotEqualTo(sealed);
        assertThatThrownBy(() -> new Sealed("another").open(sealed)).isInstanceOf(IllegalStateException.class);
        byte[] changed = Base64.getDecoder().decode(sealed);
        changed[20] ^= 1;
        assertThatThrownBy(() -> here.open(Base64.getEncoder().encodeToString(changed))).isInstanceOf(IllegalStateException.class);
    }
}
