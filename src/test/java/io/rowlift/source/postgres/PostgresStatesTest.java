package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.problem.Finding;
import io.rowlift.problem.Finding.Severity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** States of a server that a test cannot bring about. */
class PostgresStatesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void aStandby() {
        Finding standby = Finding.of(
                Severity.NOTE,
                "standby",
                "server",
                "the server is a standby: it holds what its primary has sent so far",
                null);
        Duration delay = Duration.ofSeconds(30);
        assertThat(new PostgresStandby.State(false, Duration.ofHours(1), delay, false).findings(PATIENCE))
                .isEmpty();
        assertThat(new PostgresStandby.State(true, PATIENCE, delay, true).findings(PATIENCE))
                .containsExactly(standby);
        assertThat(new PostgresStandby.State(true, Duration.ZERO, Duration.ofMillis(-1), false).findings(PATIENCE))
                .containsExactly(standby);
        assertThat(new PostgresStandby.State(true, Duration.ofMinutes(7), delay, false).findings(PATIENCE))
                .containsExactly(
                        Finding.of(
                                Severity.WARNING,
                                "standby-late",
                                "server",
                                "the server is a standby and 7 minutes behind its primary",
                                "wait until it has caught up, or read from the primary"),
                        Finding.of(
                                Severity.WARNING,
                                "standby-conflicts",
                                "server",
                                "the server is a standby that ends statements which hold it up for longer than 30"
                                        + " seconds (max_standby_streaming_delay)",
                                "ALTER SYSTEM SET hot_standby_feedback = on"),
                        standby);
    }

    @Test
    void aTransactionThatWasPreparedAndForgotten() {
        assertThat(new PostgresTransactions.Prepared("it's", "app", "shop", Duration.ofDays(3)).finding())
                .isEqualTo(Finding.of(
                        Severity.WARNING,
                        "transaction-prepared",
                        "transaction \"it's\"",
                        "transaction \"it's\" of login \"app\" in database \"shop\" was prepared 3 days ago and never"
                                + " ended: its locks stay, and the server cannot clean up what was deleted since",
                        "COMMIT PREPARED or ROLLBACK PREPARED 'it''s'"));
    }

    @Test
    void transactionNumbersThatRunOut() {
        PostgresDialect dialect = new PostgresDialect();
        assertThat(new PostgresTransactions.State("shop", 1_500_000_000, true, "app").findings(dialect))
                .isEmpty();
        assertThat(new PostgresTransactions.State("shop", 1_500_000_001, true, "app").findings(dialect))
                .containsExactly(Finding.of(
                        Severity.WARNING,
                        "wraparound-near",
                        "database \"shop\"",
                        "database \"shop\" has used 1500000001 transaction numbers since its oldest row was frozen: it"
                                + " stops at 2147483648, and long reading keeps it from freezing",
                        "VACUUM FREEZE"));
    }
}
