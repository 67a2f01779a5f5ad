package io.rowlift.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.copy.RangeBytes;
import io.rowlift.copy.RangeBytes.Sink;
import io.rowlift.plan.Range;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.servers.Servers;
import io.rowlift.source.AggregateReader;
import io.rowlift.source.Aggregates;
import io.rowlift.source.Database;
import io.rowlift.source.Source;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Rows as bytes, copied into another table by the driver alone. */
class PostgresBytesIT {

    private static final List<String> COLUMNS = List.of("key", "n", "d", "t", "j", "b", "a", "i", "u", "f");

    private final Database database = Database.on(Servers.postgres(), Product.POSTGRESQL);

    @BeforeEach
    void fill() {
        database.run(
                "CREATE TABLE \"Odd ?\" (key text PRIMARY KEY, n numeric(30,10), d timestamptz, t text, j jsonb, b bytea,"
                        + " a int[], i interval, u uuid, f double precision)",
                "INSERT INTO \"Odd ?\" SELECT CASE WHEN i % 2 = 0 THEN 'it''s \\' ELSE '?' END || i, i / 7.0, '2024-01-01'"
                        + "::timestamptz + i * interval '1 hour', repeat('é', i % 5), jsonb_build_object('i', i),"
                        + " decode(md5(i::text), 'hex'), ARRAY[i, NULL], i * interval '1 month 3 days', md5(i::text)"
                        + "::uuid, i / 3.0 FROM generate_series(1, 5000) i",
                "INSERT INTO \"Odd ?\" VALUES ('special', 'NaN', 'infinity', E'\\t\\\\N', 'null', '', '[5:6]={1,2}',"
                        + " '-1 day', NULL, '-Infinity')",
                "CREATE TABLE copy (LIKE \"Odd ?\")",
                "ANALYZE");
    }

    @Test
    void everyRangeArrivesAsItIs() throws SQLException {
        long rows = 0;
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(Aggregates.of("Odd ?"));
            RangeBytes bytes = reader.bytes(COLUMNS).orElseThrow();
            List<Range> ranges = reader.split(700);
            assertThat(ranges).hasSizeGreaterThan(4);
            for (Range range : ranges) {
                Portion portion = new Portion();
                long handed = bytes.copy(range, portion);
                assertThat(load(portion.bytes())).isEqualTo(handed);
                rows += handed;
            }
        }
        assertThat(rows).isEqualTo(5001);
        assertThat(database.query("SELECT count(*) FROM (TABLE \"Odd ?\" EXCEPT TABLE copy) x"))
                .containsExactly("0");
        assertThat(database.query("SELECT a::text FROM copy WHERE key = 'special'"))
                .containsExactly("[5:6]={1,2}");
    }

    @Test
    void saysWhatTheBytesAre() {
        try (Source source = database.open()) {
            assertThat(source.reader(Aggregates.of("Odd ?"))
                            .bytes(List.of("key", "n", "a"))
                            .orElseThrow()
                            .format())
                    .isEqualTo(
                            new RangeBytes.Format("PostgreSQL binary", List.of("text", "numeric(30,10)", "integer[]")));
        }
    }

    /** The bytes of a composite type name it by its number in this one database. */
    @Test
    void hasNoBytesForTypesThatOtherDatabasesNumberDifferently() {
        database.run("CREATE TYPE pair AS (a int, b int)", "CREATE TABLE pairs (id int PRIMARY KEY, p pair)");
        try (Source source = database.open()) {
            Optional<RangeBytes> bytes = source.reader(Aggregates.of("pairs")).bytes(List.of("id", "p"));
            assertThat(bytes).isEmpty();
        }
    }

    @Test
    void aSinkThatFailsLeavesTheSourceUsable() {
        try (Source source = database.open()) {
            AggregateReader reader = source.reader(Aggregates.of("Odd ?"));
            RangeBytes bytes = reader.bytes(COLUMNS).orElseThrow();
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> bytes.copy(Range.ALL, new Full())).hasMessage("full");
            }
            assertThat(bytes.copy(Range.ALL, new Portion())).isEqualTo(5001);
        }
    }

    private long load(byte[] bytes) throws SQLException {
        try (Connection connection = database.connect()) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY copy FROM STDIN (FORMAT binary)", new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Portion implements Sink {

        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        @Override
        public void begin() {
            all.reset();
        }

        @Override
        public void take(byte[] bytes) {
            all.writeBytes(bytes);
        }

        byte[] bytes() {
            return all.toByteArray();
        }
    }

    private static final class Full implements Sink {

        @Override
        public void begin() {}

        @Override
        public void take(byte[] bytes) {
            throw new IllegalStateException("full");
        }
    }
}
