package io.rowlift.target.postgres;

import static io.rowlift.target.jdbc.Copies.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.RangeBytes;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.Phase;
import io.rowlift.copy.TargetSchema.Statement;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Range;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.schema.Type;
import io.rowlift.servers.Servers;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Source;
import io.rowlift.target.Claim;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter;
import io.rowlift.target.RowWriter.Standing;
import io.rowlift.target.jdbc.Copies;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges that go from one PostgreSQL database to another undecoded. */
class RangeCopyIT {

    private static final List<String> COLUMNS = List.of("id", "name", "at");

    @TempDir
    private Path directory;

    private final Database from = Database.on(Servers.postgres(), Product.POSTGRESQL);
    private final Database to = Database.on(Servers.postgres(), Product.POSTGRESQL);

    @BeforeEach
    void fill() {
        from.run(
                "CREATE TABLE events (id bigint PRIMARY KEY, name text, at timestamptz)",
                "INSERT INTO events SELECT i, repeat('x', i % 90), '2024-01-01'::timestamptz + i * interval '1 s'"
                        + " FROM generate_series(1, 40000) i",
                "ANALYZE");
    }

    @Test
    void everyRangeArrivesOnceWithItsEntryInTheLedger() {
        try (Source source = from.open();
                RowTarget target = target("name text")) {
            AggregateReader reader = source.reader(Aggregates.of("events"));
            RangeBytes bytes = reader.bytes(COLUMNS).orElseThrow();
            RowWriter writer = target.content().writer(table("name text"));
            long rows = 0;
            for (Range range : reader.split(7_000)) {
                Standing standing = writer.copy(range, bytes).orElseThrow();
                assertThat(standing.done()).isTrue();
                assertThat(writer.copy(range, bytes)).contains(standing);
                rows += standing.written();
            }
            assertThat(rows).isEqualTo(40_000);
        }
        assertThat(to.query("SELECT md5(string_agg(e::text, ',' ORDER BY id)) FROM events e"))
                .isEqualTo(from.query("SELECT md5(string_agg(e::text, ',' ORDER BY id)) FROM events e"));
        assertThat(to.query("SELECT concat_ws('|', sum(rows_written), bool_and(done = 1)) FROM rowlift_ledger"))
                .containsExactly("40000|t");
    }

    /** Whichever of the two connections is lost, in whatever moment. */
    @Test
    void lostConnectionsAreOvercome() {
        try (Source source = from.open();
                RowTarget target = target("name text")) {
            RangeBytes bytes =
                    source.reader(Aggregates.of("events")).bytes(COLUMNS).orElseThrow();
            RowWriter writer = target.content().writer(table("name text"));
            AtomicInteger pieces = new AtomicInteger();

            Optional<Standing> standing = writer.copy(Range.ALL, new Disturbed(bytes, () -> {
                int piece = pieces.incrementAndGet();
                if (piece == 20_000) {
                    kill(to);
                } else if (piece == 50_000) {
                    kill(from);
                }
            }));

            assertThat(standing).contains(new Standing(null, 40_000, 40_000, true));
            assertThat(pieces.get()).isGreaterThan(60_000);
        }
        assertThat(to.query("SELECT concat_ws('|', count(*), count(DISTINCT id)) FROM events"))
                .containsExactly("40000|40000");
    }

    @Test
    void anotherTypeIsWrittenRowByRow() {
        try (Source source = from.open();
                RowTarget target = target("name varchar(100)")) {
            RangeBytes bytes =
                    source.reader(Aggregates.of("events")).bytes(COLUMNS).orElseThrow();
            assertThat(target.content().writer(table("name varchar(100)")).copy(Range.ALL, bytes))
                    .isEmpty();
        }
        assertThat(to.query("SELECT count(*) FROM rowlift_ledger")).containsExactly("0");
    }

    @Test
    void aRowThatTheTargetRefusesLeavesTheRangeToTheOtherWay() {
        try (Source source = from.open();
                RowTarget target = target("name text CHECK (length(name) <> 77)")) {
            RangeBytes bytes =
                    source.reader(Aggregates.of("events")).bytes(COLUMNS).orElseThrow();
            RowWriter writer = target.content().writer(table("name text"));
            assertThat(writer.copy(Range.ALL, bytes)).isEmpty();
            assertThat(writer.standing(0)).isEmpty();
        }
        assertThat(to.query("SELECT count(*) FROM events")).containsExactly("0");
    }

    private static void kill(Database database) {
        database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid()");
    }

    private RowTarget target(String name) {
        Relational settings = new Relational(
                Relational.Kind.POSTGRESQL,
                to.server().jdbcUrl(to.name()),
                to.server().username(),
                new Secret(to.server().password()),
                false,
                false);
        TargetTable table = table(name);
        TargetSchema schema = Copies.schema(
                List.of(table),
                new Statement(
                        Phase.TABLES,
                        table.name(),
                        "table \"events\"",
                        "SELECT to_regclass('events') IS NOT NULL",
                        "CREATE TABLE events (id bigint NOT NULL, " + name + ", at timestamptz)"));
        RowTarget target = PostgresTarget.open(
                settings, 2, schema, Copies.LENIENT, new Ownership("job", "store"), directory, new RunSignal());
        target.claim(new Claim("source", true));
        target.prepare();
        return target;
    }

    private static TargetTable table(String name) {
        return Copies.table(
                "public",
                "events",
                List.of("id"),
                col("id", new Type.Int(64, false), "bigint"),
                col("name", new Type.Text(0), name),
                col("at", new Type.Timestamp(6, true), "timestamp with time zone"));
    }

    /** Does something before each piece. */
    private record Disturbed(RangeBytes bytes, Runnable before) implements RangeBytes {

        @Override
        public Format format() {
            return bytes.format();
        }

        @Override
        public long copy(Range range, Sink sink) {
            return bytes.copy(range, new Sink() {
                @Override
                public void begin() {
                    sink.begin();
                }

                @Override
                public void take(byte[] some) {
                    before.run();
                    sink.take(some);
                }
            });
        }
    }
}
