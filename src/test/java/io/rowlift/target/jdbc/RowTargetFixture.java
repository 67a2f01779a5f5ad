package io.rowlift.target.jdbc;

import static io.rowlift.target.jdbc.Copies.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowlift.copy.TargetSchema;
import io.rowlift.copy.TargetSchema.TargetTable;
import io.rowlift.plan.Checkpoint;
import io.rowlift.plan.RunSignal;
import io.rowlift.plan.Secret;
import io.rowlift.plan.TargetSettings.Relational;
import io.rowlift.schema.Row;
import io.rowlift.source.Database;
import io.rowlift.target.Claim;
import io.rowlift.target.Ownership;
import io.rowlift.target.RowTarget;
import io.rowlift.target.RowWriter.Portion;
import io.rowlift.target.RowWriter.Rejected;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A target on a database of its own. */
public abstract class RowTargetFixture {

    protected static final Timing QUICK = new Timing(
            Duration.ofMinutes(1),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofMinutes(30));

    protected static final Ownership OWNER = new Ownership("job", "store-1");

    @TempDir
    protected Path directory;

    protected final Database database = database();
    private final List<AutoCloseable> open = new ArrayList<>();

    protected abstract Database database();

    protected abstract Relational.Kind kind();

    protected abstract RowTarget open(
            Relational settings, TargetSchema schema, Ownership owner, Path state, RunSignal signal);

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    protected final Relational settings(String url, boolean manual) {
        return new Relational(
                kind(),
                url,
                database.server().username(),
                new Secret(database.server().password()),
                manual,
                false);
    }

    protected final RowTarget target(TargetSchema schema) {
        return target(schema, OWNER);
    }

    protected final RowTarget target(TargetSchema schema, Ownership owner) {
        return target(settings(database.server().jdbcUrl(database.name()), false), schema, owner, new RunSignal());
    }

    protected final RowTarget target(Relational settings, TargetSchema schema, Ownership owner, RunSignal signal) {
        RowTarget target = open(settings, schema, owner, directory, signal);
        open.add(target);
        return target;
    }

    protected static RowTarget prepared(RowTarget target) {
        assertThat(target.claim(new Claim("source", true))).isEqualTo(Claim.Answer.GRANTED);
        assertThat(target.check(false)).isEmpty();
        target.prepare();
        return target;
    }

    protected static Portion portion(int range, List<Row> rows, boolean last) {
        return new Portion(range, rows, row -> new Checkpoint(Objects.toString(row.get(0))), last);
    }

    protected static List<Row> people(long from, long to) {
        return LongStream.range(from, to).mapToObj(id -> row(id, "n" + id, 30L)).toList();
    }

    protected static void none(List<Rejected> rejects) {
        assertThat(rejects).isEmpty();
    }

    protected final String table(TargetTable table) {
        return table.name().schema() + "." + table.name().name();
    }

    protected final List<String> ids(TargetTable table) {
        return database.query("SELECT id FROM " + table(table) + " ORDER BY id");
    }

    protected static List<String> numbers(long from, long to) {
        return LongStream.range(from, to).mapToObj(Long::toString).toList();
    }
}
