package org.civikos.localstack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path home;

    @Test
    void areMadeOnceReadableByTheirOwnerAloneAndKept() throws Exception {
        Secrets made = Secrets.in(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets")))).isEqualTo("rw-------");
        assertThat(made.get("LINK_SECRET")).hasSizeGreaterThan(40).isNotEqualTo(made.get("SMS_API_KEY"));
        assertThat(Secrets.in(home).get("LINK_SECRET")).isEqualTo(made.get("LINK_SECRET"));
    }

    @Test
    void whatIsMissingIsAddedAndWhatIsThereStays() throws Exception {
        Files.writeString(home.resolve("secrets"), "LINK_SECRET=kept\n");
        Secrets secrets = Secrets.in(home);
        assertThat(secrets.get("LINK_SECRET")).isEqualTo("kept");
        assertThat(secrets.get("CLI_CLIENT_SECRET")).isNotBlank();
    }
}
