package io.rowlift.source.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.TableName;
import io.rowlift.servers.Servers;
import io.rowlift.source.Capture;
import io.rowlift.source.Capture.Watched;
import io.rowlift.source.ChangeLog;
import io.rowlift.source.ChangeStream;
import io.rowlift.source.Database;
import io.rowlift.source.LogEvent;
import io.rowlift.source.LogEvent.Altered;
import io.rowlift.source.LogEvent.Changed;
import io.rowlift.source.LogEvent.Reached;
import io.rowlift.source.LogEvent.Truncated;
import io.rowlift.source.LogPosition;
import io.rowlift.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of every kind as a real server tells them, and what becomes of a log that is interrupted or lost. */
class PostgresLogIT {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final Duration LONG = Duration.ofSeconds(30);

    private final String name = "rowlift_log_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    private final Database database = Database.on(Servers.postgres(), Product.POSTGRESQL);
    private final TableName plain = new TableName("public", "Plain \"T\"");
    private final TableName full = new TableName("public", "whole");
    private final TableName parts = new TableName("public", "parts");
    private Source source;
    private ChangeLog log;

    @BeforeEach
    void begin() {
        database.run(
                "CREATE TABLE \"Plain \"\"T\"\"\" (gone int, \"Id\" bigint PRIMARY KEY, t text)",
                "ALTER TABLE \"Plain \"\"T\"\"\" DROP COLUMN gone",
                "CREATE TABLE whole (big text, a int, b bytea, c timestamptz, d numeric, PRIMARY KEY (a))",
                "ALTER TABLE whole ALTER big SET STORAGE EXTERNAL, REPLICA IDENTITY FULL",
                "CREATE TABLE parts (id int, k int, PRIMARY KEY (id)) PARTITION BY RANGE (id)",
                "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE parts_2 (k int, id int NOT NULL)",
                "ALTER TABLE parts ATTACH PARTITION parts_2 FOR VALUES FROM (100) TO (200)");
        source = database.open();
        log = log(Duration.ofHours(1));
    }

    private ChangeLog log(Duration outage) {
        return source.log(new Capture(
                name,
                List.of(
                        new Watched(plain, List.of("Id")),
                        new Watched(full, List.of("a", "big", "b", "c", "d")),
                        new Watched(parts, List.of("id"))),
                outage));
    }

    @AfterEach
    void drop() {
        log.drop();
        source.close();
        assertThat(slots()).isEmpty();
        assertThat(database.query("SELECT pubname FROM pg_publication")).isEmpty();
    }

    private List<String> slots() {
        return database.query("SELECT slot_name FROM pg_replication_slots WHERE slot_name = '" + name + "'");
    }

    @Test
    void everyKindOfChangeIsToldWithItsKeys() {
        LogPosition start = log.begin();
        database.run(
                "INSERT INTO \"Plain \"\"T\"\"\" VALUES (1, 'x')",
                "UPDATE \"Plain \"\"T\"\"\" SET t = 'y'",
                "UPDATE \"Plain \"\"T\"\"\" SET \"Id\" = 2",
                "DELETE FROM \"Plain \"\"T\"\"\"");
        try (ChangeStream stream = log.open(start)) {
            assertThat(until(stream, log.end()))
                    .containsExactly(
                            new Changed(plain, null, List.of("1")),
                            new Changed(plain, List.of("1"), List.of("1")),
                            new Changed(plain, List.of("1"), List.of("2")),
                            new Changed(plain, List.of("2"), null));
        }
    }

    @Test
    void valuesAreTextsAndUntouchedLargeOnesComeFromTheOldRow() {
        LogPosition start = log.begin();
        String big = "é".repeat(20_000);
        database.run(
                "INSERT INTO whole VALUES ('" + big + "', 1, '\\x00ff', '2024-03-01 12:00:00.5+02', 1.50)",
                "UPDATE whole SET d = NULL");
        List<@Nullable String> first = List.of("1", big, "0x00ff", "2024-03-01 10:00:00.5+00", "1.50");
        List<@Nullable String> second = Arrays.asList("1", big, "0x00ff", "2024-03-01 10:00:00.5+00", null);
        try (ChangeStream stream = log.open(start)) {
            assertThat(until(stream, log.end()))
                    .containsExactly(new Changed(full, null, first), new Changed(full, first, second));
        }
    }

    @Test
    void partitionsAreToldAsTheirTable() {
        LogPosition start = log.begin();
        database.run(
                "INSERT INTO parts VALUES (1, 1), (101, 1)",
                "UPDATE parts SET id = 102 WHERE id = 1",
                "TRUNCATE parts_2",
                "CREATE TABLE parts_3 PARTITION OF parts FOR VALUES FROM (200) TO (300)",
                "INSERT INTO parts VALUES (201, 1)");
        try (ChangeStream stream = log.open(start)) {
            assertThat(until(stream, log.end()))
                    .containsExactly(
                            new Changed(parts, null, List.of("1")),
                            new Changed(parts, null, List.of("101")),
                            new Changed(parts, List.of("1"), null),
                            new Changed(parts, null, List.of("102")),
                            new Truncated(parts),
                            new Changed(parts, null, List.of("201")));
        }
    }

    @Test
    void changesOfAPartitionThatIsGoneLeadToEverything() {
        LogPosition start = log.begin();
        database.run("INSERT INTO parts VALUES (101, 1)", "DROP TABLE parts_2");
        try (ChangeStream stream = log.open(start)) {
            assertThat(until(stream, log.end())).contains(new Truncated(parts));
        }
    }

    @Test
    void truncatesAreToldOfEveryTable() {
        LogPosition start = log.begin();
        database.run("TRUNCATE whole, parts");
        try (ChangeStream stream = log.open(start)) {
            assertThat(until(stream, log.end())).contains(new Truncated(full), new Truncated(parts));
        }
    }

    @Test
    void definitionsMayChangeInBetween() {
        LogPosition start = log.begin();
        database.run(
                "INSERT INTO \"Plain \"\"T\"\"\" VALUES (1, 'x')",
                "ALTER TABLE \"Plain \"\"T\"\"\" DROP COLUMN t, ADD COLUMN n int",
                "INSERT INTO \"Plain \"\"T\"\"\" VALUES (2, 5)");
        try (ChangeStream stream = log.open(start)) {
            assertThat(until(stream, log.end()))
                    .containsExactly(
                            new Changed(plain, null, List.of("1")),
                            new Altered(plain, "its columns were changed"),
                            new Changed(plain, null, List.of("2")));
        }
    }

    @Test
    void aColumnThatChangesAreFollowedByMustStay() {
        LogPosition start = log.begin();
        database.run(
                "ALTER TABLE \"Plain \"\"T\"\"\" RENAME COLUMN \"Id\" TO id",
                "INSERT INTO \"Plain \"\"T\"\"\" VALUES (2, 'x')");
        try (ChangeStream stream = log.open(start)) {
            assertThatThrownBy(() -> until(stream, log.end()))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("table \"public.Plain \"T\"\" has no column \"Id\" any more, by which changes of it are"
                            + " followed; undo the change, or change the mapping and load the entities anew that read"
                            + " it: rowlift migrate JOB --restart ENTITY");
        }
    }

    @Test
    void whatWasRolledBackIsNotTold() throws SQLException {
        LogPosition start = log.begin();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO parts VALUES (1, 1)");
            connection.rollback();
        }
        try (ChangeStream stream = log.open(start)) {
            assertThat(until(stream, log.end())).isEmpty();
        }
    }

    @Test
    void thePlaceMovesWhileOthersWriteAndAnOpenTransactionDoesNotHoldItUp() throws SQLException {
        LogPosition start = log.begin();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ChangeStream stream = log.open(start)) {
            database.run("CREATE TABLE other AS SELECT generate_series(1, 1000)");
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO other VALUES (1)");
            long begun = System.nanoTime();
            assertThat(until(stream, log.end())).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void goingOnRepeatsNothingAcknowledgedAndMissesNothing() {
        LogPosition start = log.begin();
        database.run("INSERT INTO parts VALUES (1, 1)", "INSERT INTO parts VALUES (2, 1)");
        LogPosition first;
        try (ChangeStream stream = log.open(start)) {
            assertThat(next(stream)).isEqualTo(new Changed(parts, null, List.of("1")));
            first = ((Reached) next(stream)).position();
            stream.acknowledge(first);
        }
        try (ChangeStream stream = log.open(first)) {
            assertThat(until(stream, log.end())).containsExactly(new Changed(parts, null, List.of("2")));
        }
        assertThatThrownBy(() -> log.open(start))
                .isInstanceOf(FailedException.class)
                .hasMessageStartingWith(
                        "PostgreSQL does not have what was changed since the target was last in line: replication slot \""
                                + name + "\" is at ");
    }

    @Test
    void theServerIsToldOfNoPlaceThatWasNotAcknowledged() throws InterruptedException {
        LogPosition start = log.begin();
        try (ChangeStream stream = log.open(start)) {
            database.run("CREATE TABLE other AS SELECT generate_series(1, 1000)");
            until(stream, log.end());
            Thread.sleep(6_000); // longer than the server goes without hearing of the reader
        }
        log.open(start).close();
    }

    @Test
    void aLostSessionAndARestartAreOvercome() {
        LogPosition start = log.begin();
        try (ChangeStream stream = log.open(start)) {
            database.run("INSERT INTO parts VALUES (1, 1)");
            assertThat(until(stream, log.end())).containsExactly(new Changed(parts, null, List.of("1")));
            database.run("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '" + name
                    + "'");
            database.run("INSERT INTO parts VALUES (2, 1)");
            assertThat(until(stream, log.end())).containsExactly(new Changed(parts, null, List.of("2")));
            Servers.postgres().restart(); // with changes that are not acknowledged, for which a server waits
            database.run("INSERT INTO parts VALUES (3, 1)");
            assertThat(until(stream, log.end())).containsExactly(new Changed(parts, null, List.of("3")));
        }
    }

    @Test
    void aPartitionOfAnotherIdentityIsAFailure() {
        database.run(
                "CREATE TABLE keyless (id int, k int) PARTITION BY LIST (k)",
                "CREATE TABLE keyless_1 PARTITION OF keyless FOR VALUES IN (1)",
                "ALTER TABLE keyless_1 REPLICA IDENTITY FULL");
        ChangeLog other = source.log(new Capture(
                name, List.of(new Watched(new TableName("public", "keyless"), List.of("id"))), Duration.ofHours(1)));
        LogPosition start = other.begin();
        database.run(
                "CREATE TABLE keyless_2 (id int, k int NOT NULL UNIQUE)",
                "ALTER TABLE keyless_2 REPLICA IDENTITY USING INDEX keyless_2_k_key",
                "ALTER TABLE keyless ATTACH PARTITION keyless_2 FOR VALUES IN (2)",
                "INSERT INTO keyless VALUES (7, 2)",
                "DELETE FROM keyless");
        try (ChangeStream stream = other.open(start)) {
            assertThatThrownBy(() -> until(stream, other.end()))
                    .isInstanceOf(FailedException.class)
                    .hasMessage("table \"public.keyless\": the log does not have the old \"id\" of rows of"
                            + " \"public\".\"keyless_2\" that were changed; ALTER TABLE \"public\".\"keyless_2\""
                            + " REPLICA IDENTITY FULL; then bring the target in line with \"rowlift verify --repair"
                            + " --prune\", then begin to follow anew with \"rowlift migrate --restart\"");
        }
    }

    @Test
    void aLargeTransactionIsReadInSmallPieces() {
        LogPosition start = log.begin();
        database.run("INSERT INTO parts SELECT 1 + i, i FROM generate_series(0, 98) i");
        database.run("CREATE TABLE many (id int PRIMARY KEY)");
        database.run("INSERT INTO \"Plain \"\"T\"\"\" SELECT i, repeat('x', 100) FROM generate_series(1, 300000) i");
        try (ChangeStream stream = log.open(start)) {
            long began = System.nanoTime();
            LogPosition end = log.end();
            int rows = 0;
            int commits = 0;
            for (LogEvent event = next(stream); ; event = next(stream)) {
                if (event instanceof Changed) {
                    rows++;
                } else if (event instanceof Reached reached) {
                    commits += reached.transaction() == null ? 0 : 1;
                    if (reached.position().reaches(end)) {
                        break;
                    }
                }
            }
            System.out.printf(
                    "PostgresLogIT: %d events/s%n", rows * 1_000_000_000L / Math.max(1, System.nanoTime() - began));
            assertThat(rows).isEqualTo(300_099);
            assertThat(commits).isEqualTo(2);
        }
    }

    @Test
    void aSlotThatIsGoneIsALostLog() {
        LogPosition start = log.begin();
        log.drop();
        assertThatThrownBy(() -> log.open(start))
                .isInstanceOf(FailedException.class)
                .hasMessage("PostgreSQL does not have what was changed since the target was last in line: replication"
                        + " slot \"" + name + "\" does not exist any more; bring the target in line with \"rowlift"
                        + " verify --repair --prune\", then begin to follow anew with \"rowlift migrate --restart\"");
    }

    @Test
    void aSlotThatTheServerGaveUpIsALostLogUntilItIsBegunAnew() {
        LogPosition start = log.begin();
        try {
            settings("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
            for (int segment = 0; segment < 4; segment++) {
                database.run("CREATE TABLE more_" + segment + " (id int)", "SELECT pg_switch_wal()");
            }
            database.run("CHECKPOINT");
        } finally {
            settings("ALTER SYSTEM RESET max_slot_wal_keep_size");
        }
        assertThat(log.retained())
                .hasValueSatisfying(
                        kept -> assertThat(kept.lost()).isEqualTo("the server has given it up (wal_removed)"));
        assertThatThrownBy(() -> log.open(start))
                .isInstanceOf(FailedException.class)
                .hasMessage("PostgreSQL does not have what was changed since the target was last in line: replication"
                        + " slot \"" + name + "\" is of no use: the server has given it up (wal_removed); bring the"
                        + " target in line with \"rowlift verify --repair --prune\", then begin to follow anew with"
                        + " \"rowlift migrate --restart\"");
        LogPosition anew = log.begin();
        assertThat(anew.order()).isGreaterThan(start.order());
        log.open(anew).close();
    }

    @Test
    void aSlotThatAnotherRunReadsIsSaidToBe() {
        LogPosition start = log.begin();
        Properties properties = new Properties();
        properties.setProperty("user", database.server().username());
        properties.setProperty("password", database.server().password());
        Server server = new Server(
                database.server().jdbcUrl(database.name()),
                properties,
                e -> new FailedException("statement", null, e),
                e -> new FailedException("connection", null, e));
        Capture capture = new Capture(name, List.of(new Watched(parts, List.of("id"))), Duration.ofHours(1));
        try (ChangeStream first = log.open(start)) {
            database.run("INSERT INTO parts VALUES (1, 1)");
            assertThat(next(first)).isEqualTo(new Changed(parts, null, List.of("1")));
            try (ChangeStream second =
                    new PostgresStream(server, capture, new RunSignal(), Position.of(start), Duration.ofSeconds(1))) {
                assertThatThrownBy(() -> until(second, log.end()))
                        .isInstanceOf(FailedException.class)
                        .hasMessage(
                                "replication slot \"" + name + "\" is in use by another process; end the other run of"
                                        + " sync, then run the same command again");
            }
        }
    }

    @Test
    void aPublicationThatIsGoneIsALostLog() {
        LogPosition start = log.begin();
        database.run("DROP PUBLICATION " + name);
        assertThatThrownBy(() -> log.open(start))
                .isInstanceOf(FailedException.class)
                .hasMessage(
                        "PostgreSQL does not have what was changed since the target was last in line: publication \""
                                + name + "\" was dropped or changed, and is without \"public\".\"Plain \"\"T\"\"\","
                                + " \"public\".\"parts\", \"public\".\"whole\"; bring the target in line with \"rowlift"
                                + " verify --repair --prune\", then begin to follow anew with \"rowlift migrate --restart\"");
    }

    @Test
    void anotherClustersPlaceIsALostLog() {
        LogPosition start = log.begin();
        LogPosition foreign = new LogPosition(start.text().replaceAll("@.*", "@7"), start.order());
        assertThatThrownBy(() -> log.open(foreign))
                .isInstanceOf(FailedException.class)
                .hasMessage("PostgreSQL does not have what was changed since the target was last in line: replication"
                        + " slot \"" + name
                        + "\" belonged to another cluster: the server was replaced; bring the target"
                        + " in line with \"rowlift verify --repair --prune\", then begin to follow anew with \"rowlift"
                        + " migrate --restart\"");
    }

    @Test
    void beginningTwiceKeepsThePlaceAndFollowsTheMapping() {
        LogPosition start = log.begin();
        database.run("INSERT INTO parts VALUES (1, 1)");
        assertThat(log.begin()).isEqualTo(start);
        source.log(new Capture(name, List.of(new Watched(parts, List.of("id"))), Duration.ZERO))
                .begin();
        assertThat(database.query("SELECT prrelid::regclass::text FROM pg_publication_rel"))
                .containsExactly("parts");
        assertThat(log.retained()).hasValueSatisfying(kept -> {
            assertThat(kept.bytes()).isPositive();
            assertThat(kept.limit()).isEqualTo(-1);
            assertThat(kept.lost()).isEmpty();
        });
    }

    /** The server sends a commit that waits for a standby; nobody sees it yet. */
    @Test
    void aCommitThatWaitsForAStandbyIsWaitedFor() throws Exception {
        LogPosition start = log.begin();
        try (ChangeStream stream = log.open(start)) {
            settings("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
            CompletableFuture<Void> commit = CompletableFuture.runAsync(
                    () -> database.run("SET synchronous_commit = on", "INSERT INTO parts VALUES (1, 1)"));
            CompletableFuture<Void> waiting;
            try {
                assertThat(next(stream)).isEqualTo(new Changed(parts, null, List.of("1")));
                Reached reached = (Reached) next(stream);
                assertThat(database.query("SELECT id FROM parts")).isEmpty();
                waiting = CompletableFuture.runAsync(() -> stream.awaitVisible(reached));
                Thread.sleep(1_000);
                assertThat(waiting).isNotDone();
            } finally {
                settings("ALTER SYSTEM RESET synchronous_standby_names");
            }
            waiting.get(30, TimeUnit.SECONDS);
            assertThat(database.query("SELECT id FROM parts")).containsExactly("1");
            commit.get(30, TimeUnit.SECONDS);
        }
    }

    private void settings(String statement) {
        database.run("SET synchronous_commit = off", statement, "SELECT pg_reload_conf()");
    }

    private static LogEvent next(ChangeStream stream) {
        return Objects.requireNonNull(stream.next(LONG), "no event came");
    }

    /** Returns what is told up to a place, without the places. */
    private static List<LogEvent> until(ChangeStream stream, LogPosition end) {
        List<LogEvent> events = new ArrayList<>();
        while (true) {
            LogEvent event = next(stream);
            if (!(event instanceof Reached reached)) {
                events.add(event);
            } else if (reached.position().reaches(end)) {
                return events;
            }
        }
    }
}
