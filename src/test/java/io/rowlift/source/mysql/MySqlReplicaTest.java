package io.rowlift.source.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** States of a server that a test cannot bring about. */
class MySqlReplicaTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Finding REPLICA = Finding.of(
            Severity.NOTE,
            "standby",
            "server",
            "the server is a replica: it holds what its source has sent so far",
            null);

    @Test
    void aReplicaThatKeepsUp() {
        assertThat(new MySqlReplica.Stream(true, PATIENCE).findings(PATIENCE)).containsExactly(REPLICA);
    }

    @Test
    void aReplicaThatIsLate() {
        assertThat(new MySqlReplica.Stream(true, Duration.ofHours(2)).findings(PATIENCE))
                .containsExactly(
                        Finding.of(
                                Severity.WARNING,
                                "standby-late",
                                "server",
                                "the server is a replica and 2 hours behind its source",
                                "wait until it has caught up, or read from its source"),
                        REPLICA);
    }

    @Test
    void aReplicaThatStandsStill() {
        assertThat(new MySqlReplica.Stream(false, Duration.ZERO).findings(PATIENCE))
                .containsExactly(
                        Finding.of(
                                Severity.WARNING,
                                "standby-late",
                                "server",
                                "the server is a replica that does not follow its source at this moment",
                                "START REPLICA, or read from its source"),
                        REPLICA);
    }

    @Test
    void aServerThatMayBeAReplica() {
        assertThat(MySqlReplica.perhaps("app@%"))
                .isEqualTo(Finding.of(
                        Severity.NOTE,
                        "standby",
                        "server",
                        "the server is read-only, as replicas are; the login may not ask how far behind it is",
                        "GRANT REPLICATION CLIENT ON *.* TO `app`@`%`"));
    }
}
