package io.rowlift.target.postgres;

import static io.rowlift.target.jdbc.Copies.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowlift.copy.PostgresBinary;
import io.rowlift.copy.RangeBytes;
import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Range;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.SourceSettings.Product;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.problem.FailedException;
import io.rowlift.schema.Type;
import io.rowlift.servers.Servers;
import io.rowlift.source.Database;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter;
import io.rowlift.target.RowWriter.Standing;
import io.rowlift.target.jdbc.CommitProxy;
import io.rowlift.target.jdbc.CommitProxy.Cut;
import io.rowlift.target.jdbc.Copies;
import io.rowlift.target.jdbc.RowTargetFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** Ranges that pass through undecoded. */
class PostgresPassageIT extends RowTargetFixture {

    @Override
    protected Database database() {
        return Database.on(Servers.postgres(), Product.POSTGRESQL);
    }

    @Override
    protected Relational.Kind kind() {
        return Relational.Kind.POSTGRESQL;
    }

    @Override
    protected RowTarget open(Relational settings, TargetSchema schema, Ownership owner, Path state, RunSignal signal) {
        return PostgresTarget.open(settings, 2, schema, Copies.LENIENT, owner, state, signal, QUICK);
    }

    private static final TargetSchema SCHEMA =
            PostgresTargetIT.people("visits", List.of(), "id bigint, name varchar(10), age int CHECK (age > 0)");

    private static final TargetTable VISITS = SCHEMA.tables().get(0);

    /** What COPY says of a query, in pieces; begun as often as asked for. */
    private RangeBytes bytes(String sql, int beginnings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rows;
        try (Connection connection = database.connect()) {
            rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (" + sql + ") TO STDOUT (FORMAT binary)", out);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        return new RangeBytes() {
            private int begun;

            @Override
            public Format format() {
                return PostgresBinary.of(List.of("bigint", "character varying(10)", "integer"))
                        .orElseThrow();
            }

            @Override
            public long copy(Range range, Sink sink) {
                for (; begun < beginnings - 1; begun++) {
                    sink.begin();
                    sink.take(Arrays.copyOf(out.toByteArray(), 30));
                }
                sink.begin();
                for (int at = 0; at < out.size(); at += 100) {
                    sink.take(Arrays.copyOfRange(out.toByteArray(), at, Math.min(at + 100, out.size())));
                }
                return rows;
            }
        };
    }

    private static final String TEN = "SELECT i::bigint, ('n' || i)::varchar(10), 30 FROM generate_series(1, 10) i";

    @Test
    void bytesOfEqualTypesPass() {
        RowTarget target = prepared(target(SCHEMA));
        try (RowWriter writer = target.content().writer(VISITS)) {
            assertThat(writer.format()).contains(bytes(TEN, 1).format());
            Standing all = new Standing(null, 10, 10, true);
            assertThat(writer.pass(new Range(3, null, null), bytes(TEN, 1))).contains(all);
            assertThat(writer.standing(3)).contains(all);
            assertThatThrownBy(() -> writer.pass(new Range(3, null, null), bytes(TEN, 1)))
                    .isInstanceOf(FailedException.class)
                    .hasMessage(
                            "the ledger has an entry for range 3 of table \"public.visits\" already; see that one run"
                                    + " at a time writes to this target, then run the same command again");
        }
        assertThat(ids(VISITS)).isEqualTo(numbers(1, 11));
    }

    @Test
    void aSourceThatBeginsAgainIsFollowed() {
        RowTarget target = prepared(target(SCHEMA));
        try (RowWriter writer = target.content().writer(VISITS)) {
            assertThat(writer.pass(Range.ALL, bytes(TEN, 3))).contains(new Standing(null, 10, 10, true));
        }
        assertThat(ids(VISITS)).isEqualTo(numbers(1, 11));
    }

    @Test
    void aRefusedRowLeavesNothing() {
        RowTarget target = prepared(target(SCHEMA));
        try (RowWriter writer = target.content().writer(VISITS)) {
            assertThat(writer.pass(Range.ALL, bytes(TEN + " UNION ALL SELECT 11, 'x', -1", 1)))
                    .isEmpty();
            assertThat(writer.standing(0)).isEmpty();
            writer.write(portion(0, people(1, 3), true), RowTargetFixture::none);
        }
        assertThat(ids(VISITS)).containsExactly("1", "2");
    }

    @Test
    void otherTypesTakeOtherBytes() {
        TargetTable odd = Copies.table("public", "odd", List.of("id"), col("id", new Type.Int(64, false), "money"));
        database.run("CREATE TABLE public.odd (id money)");
        RowTarget target = prepared(target(Copies.schema(List.of(odd))));
        try (RowWriter writer = target.content().writer(odd)) {
            assertThat(writer.format()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void aRangeIsWrittenOnceWhenTheConnectionIsLostAtItsCommit(Cut cut) throws IOException {
        prepared(target(SCHEMA));
        String url = database.server().jdbcUrl(database.name());
        int port = Integer.parseInt(url.replaceAll("^.*:(\\d+)/.*$", "$1"));
        try (CommitProxy proxy = new CommitProxy(port)) {
            String through = url.replace(":" + port + "/", ":" + proxy.port() + "/");
            RowTarget target = target(settings(through, false), SCHEMA, OWNER, new RunSignal());
            try (RowWriter writer = target.content().writer(VISITS)) {
                proxy.cut(cut);
                assertThat(writer.pass(Range.ALL, bytes(TEN, 1))).contains(new Standing(null, 10, 10, true));
                assertThat(proxy.cuts()).isEqualTo(1);
            }
        }
        assertThat(ids(VISITS)).isEqualTo(numbers(1, 11));
    }
}
