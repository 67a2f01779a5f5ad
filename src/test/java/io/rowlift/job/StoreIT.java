package io.rowlift.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rowlift.job.MigrationSummary.Outcome;
import io.rowlift.job.RunListener.Milestone;
import io.rowlift.job.store.JobStore;
import io.rowlift.job.store.Reject;
import io.rowlift.job.store.RunStatus;
import io.rowlift.plan.RunSignal;
import io.rowlift.problem.FailedException;
import io.rowlift.problem.RefusedException;
import io.rowlift.problem.StoppedException;
import io.rowlift.servers.DatabaseServer;
import io.rowlift.servers.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The store on a server, which outlives the machine of the run. */
class StoreIT {

    enum Product {
        POSTGRESQL,
        MYSQL,
        MARIADB;

        DatabaseServer server() {
            return switch (this) {
                case POSTGRESQL -> Servers.postgres();
                case MYSQL -> Servers.mysql();
                case MARIADB -> mariaDb();
            };
        }
    }

    private static DatabaseServer mariaDb() {
        Optional<DatabaseServer> server = Servers.mariadb();
        assumeTrue(server.isPresent(), "MariaDB is not installed on this machine");
        return server.get();
    }

    @TempDir
    private Path directory;

    private Scenario shop(Product product) {
        DatabaseServer server = product.server();
        String database = "state_" + UUID.randomUUID().toString().replace('-', '_');
        server.createDatabase(database);
        String url = server.jdbcUrl(database);
        url = product == Product.MARIADB ? url.replace("jdbc:mysql:", "jdbc:mariadb:") : url;
        return new Scenario(directory)
                .given("User", 95)
                .given("user", 25)
                .limit("10", false)
                .store(url, server.username(), server.password());
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void keepsAMigrationOverAStopAndARestart(Product product) {
        Scenario shop = shop(product);
        shop.source.rows("User").put(50L, "bad one");
        RunSignal signal = new RunSignal();
        AtomicInteger written = new AtomicInteger();
        RunListener ctrlC = new RunListener() {
            @Override
            public void reached(Milestone milestone) {
                if (milestone == Milestone.WRITTEN && written.incrementAndGet() == 3) {
                    signal.stop();
                }
            }
        };

        assertThat(JobStore.peek(shop.job()).state()).isEqualTo(RunStatus.State.NOT_STARTED);
        assertThatThrownBy(() -> shop.migrate(MigrateOptions.CONTINUE, ctrlC, signal))
                .isInstanceOf(StoppedException.class);
        assertThat(JobStore.peek(shop.job()).state()).isEqualTo(RunStatus.State.UNFINISHED);
        MigrationSummary summary = shop.migrate();

        assertThat(summary.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(summary.total().rows()).isEqualTo(120);
        assertThat(summary.entities()).extracting(e -> e.entity()).containsExactly("User", "user");
        assertThat(shop.target.written()).isEqualTo(119 * 2);
        assertThat(shop.rejects())
                .extracting(Reject::entity, r -> r.row().toString())
                .containsExactly(tuple("User", "(id=50)"));
        assertThat(JobStore.peek(shop.job()).state()).isEqualTo(RunStatus.State.COMPLETE);
        assertThat(shop.migrate(MigrateOptions.restart("User")).loaded().rows()).isEqualTo(95);
    }

    @ParameterizedTest
    @EnumSource(Product.class)
    void aKilledRunsLeaseExpiresAndItsClaimsAreTakenOver(Product product) throws Exception {
        Scenario shop = shop(product);
        Pace steady =
                new Pace(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, 1000, 100);
        shop.pace(steady);
        shop.limit("0", false);
        shop.source.rows("User").put(50L, "bad one");
        assertThatThrownBy(() -> shop.migrate()).isInstanceOf(FailedException.class);
        // what a kill leaves behind
        try (JobStore store = JobStore.open(shop.job())) {
            JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
            store.lease(Duration.ofSeconds(2));
            assertThat(jdbc.update(
                            "update rowlift_range set state = 'CLAIMED', claimed_by = 'killed' where state <> 'DONE'"))
                    .isPositive();
            jdbc.update("update BATCH_JOB_EXECUTION set STATUS = 'STARTED', END_TIME = null");
            jdbc.update("update BATCH_STEP_EXECUTION set STATUS = 'STARTED', END_TIME = null");
        }
        shop.limit("1", false);

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("another run of job \"shop\" holds the lease: process ");
        assertThat(JobStore.peek(shop.job()).state()).isEqualTo(RunStatus.State.RUNNING);
        Thread.sleep(2100);

        RunStatus dead = JobStore.peek(shop.job());
        assertThat(dead.state()).isEqualTo(RunStatus.State.UNFINISHED);
        assertThat(dead.holder().seen()).isBefore(Instant.now().minusSeconds(2));
        assertThat(shop.migrate().total().rows()).isEqualTo(120);
        assertThat(shop.target.items()).hasSize(119 * 2);
    }

    @Test
    void aStoreThatDoesNotAnswerIsAFailureWithoutCredentials() {
        Scenario shop = new Scenario(directory)
                .given("User", 95)
                .store("jdbc:postgresql://127.0.0.1:1/state", "reader", "hunter2");

        assertThatThrownBy(() -> shop.migrate())
                .isInstanceOf(FailedException.class)
                .hasMessage(
                        "the state store of job \"shop\" cannot be opened (SQLSTATE 08001); check \"state\" in the job"
                                + " file and whether its database is up");
    }
}
